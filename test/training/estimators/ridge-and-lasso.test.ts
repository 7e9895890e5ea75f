import { lasso, ridge } from '../../../src/training';
import { describeEstimator } from './describe-estimator';

describeEstimator('ridge', () => ridge());
describeEstimator('lasso', () => lasso({ alpha: 0.01 }));
