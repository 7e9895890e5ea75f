export * from './environment';
export * from './logging';
export * from './server';
