export * from './boosting';
export * from './lasso';
export * from './ridge';
