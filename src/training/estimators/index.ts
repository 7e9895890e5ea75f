export * from './boosting';
export * from './lasso';
export * from './random-forest';
export * from './ridge';
