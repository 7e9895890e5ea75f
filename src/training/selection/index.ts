export * from './drop-constant';
export * from './drop-correlated';
export * from './recursive-elimination';
export * from './select-best';
export * from './select-from-model';
