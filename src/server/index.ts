export * from './environment';
export * from './logging';
export * from './supervisor';
