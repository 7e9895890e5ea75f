export * from './difference';
export * from './drop';
export * from './impute';
export * from './log';
export * from './one-hot';
export * from './standard-scale';
