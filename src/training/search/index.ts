export * from './candidate';
export * from './define-search';
export * from './dimension';
export * from './trials';
