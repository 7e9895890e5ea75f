import { accuracy } from './accuracy';
import { logLoss } from './log-loss';
import { mae } from './mae';
import type { ClassificationMetric, RegressionMetric } from './metric';
import { r2 } from './r2';
import { rmse } from './rmse';
import { rmseLog } from './rmse-log';
import { rocAuc } from './roc-auc';

export const regressionMetrics: readonly RegressionMetric[] = [rmse, mae, r2, rmseLog];

export const classificationMetrics: readonly ClassificationMetric[] = [accuracy, rocAuc, logLoss];
