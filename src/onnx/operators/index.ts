export * from './arithmetic';
export * from './logic';
export * from './matrix';
