export { assertNoExternalData } from './external-data';
export * from './foreign-model';
export { newestReadable } from './format-check';
export { refusal } from './refusal';
export type { DeclaredType } from './value-type';
export type { Vocabulary } from './vocabularies';
