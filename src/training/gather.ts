import { type Contract, compileEncoder, defineContract, type Matrix, type Row } from '../contract';
import { labelledRowsOf, readTable } from '../data';
import type { ModelDefinition } from './definition';
import type { TrainingTarget } from './step';

/** The data of a definition, held to its contract. */
export interface GatheredData {
  readonly contract: Contract;
  readonly rows: readonly Row[];
  /** float32 [rows, features], contract order */
  readonly x: Matrix;
  /** The truth, in its own scale. */
  readonly target: TrainingTarget;
  /** Where each row lies in the source, from 0; rows without a target are left out. */
  readonly positions: Int32Array;
  /** Number of rows in the source. */
  readonly sourceRows: number;
}

/** @throws PredictqlError on data that cannot be read or break the contract */
export async function gatherData(definition: ModelDefinition): Promise<GatheredData> {
  const contract = defineContract(definition);
  const table = await readTable(definition.data);
  const { rows, target, positions } = labelledRowsOf(table, contract);
  const classes = contract.target.task === 'classification' ? contract.target.classes.length : 0;
  return {
    contract,
    rows,
    x: compileEncoder(contract)(rows),
    target: { values: target, classes },
    positions,
    sourceRows: table.rowCount,
  };
}
