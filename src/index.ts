/**
 * What authors of models import as `predictql`: the declaration of a model, where its data comes from, the
 * steps and estimators that there are, and the types to write others.
 */
export {
  type BooleanOptions,
  boolean,
  type CategoryOptions,
  type CategorySpec,
  type Cell,
  type ClassificationOptions,
  type Contract,
  category,
  classification,
  type DateOptions,
  date,
  defineContract,
  type ErrorCode,
  type Feature,
  type Matrix,
  type NumberOptions,
  number,
  PredictqlError,
  type RegressionOptions,
  type Row,
  regression,
  type TaskSpec,
} from './contract';
export {
  type CsvOptions,
  type CsvSource,
  csv,
  type DataSource,
  type JsonSource,
  json,
  type MissingTexts,
  type ParquetSource,
  parquet,
  RandomSource,
  type Split,
  type SplitOptions,
  splitRows,
} from './data';
export { floats, GraphBuilder, int64s, operators, type Value, writeModel } from './onnx';
export * from './training';
