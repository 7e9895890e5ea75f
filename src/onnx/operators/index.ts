export * from './arithmetic';
export * from './axes';
export * from './constants';
export * from './embedding';
export * from './logic';
export * from './matrix';
