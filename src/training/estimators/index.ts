export * from './lasso';
export * from './ridge';
