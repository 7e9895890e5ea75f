export * from './column';
export * from './definition';
export * from './estimator';
export * from './estimators';
export * from './features';
export * from './selector';
export * from './step';
export * from './train';
