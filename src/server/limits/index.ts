export * from './document-guard';
export * from './document-limits';
export * from './list-sizes';
export * from './long-list';
export * from './measure-document';
export * from './rate-limit';
