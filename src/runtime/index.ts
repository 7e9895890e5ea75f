export * from './catalog';
export * from './predictor';
