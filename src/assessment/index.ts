export * from './assess';
export * from './metrics';
