export * from './assess';
export * from './metrics';
export * from './pool';
