export {
  assertNoContractFile,
  type ContractFile,
  readContractFile,
  writeContractFile,
} from './contract-file';
export { defaultMaxBytes } from './model-source';
export { defaultTimeoutMs, type PreparedImport, type PrepareOptions, prepareImport } from './prepare-import';
export type { Inspection, ModelTensor } from './protocol';
export { publishImport } from './publish-import';
export type { SampleSource } from './search-proposal';
