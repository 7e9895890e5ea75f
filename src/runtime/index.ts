export * from './catalog';
export type { CatalogModel } from './catalog-model';
export * from './predictor';
export * from './unusable';
