import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract, Row, TensorsBinding } from '../../src/contract';

/** A tensor of the reference file: whole numbers as texts, since those of 64 bits do not fit. */
export interface ReferenceTensor {
  readonly dims: readonly number[];
  readonly dtype: string;
  readonly values: readonly (number | string | boolean)[];
}

export interface Reference {
  readonly inputs: Readonly<Record<string, ReferenceTensor>>;
  readonly outputs: Readonly<Record<string, ReferenceTensor>>;
}

/** What ONNX Runtime for Python answers, by model; see scripts/references/make_foreign_models.py. */
export const references = JSON.parse(
  readFileSync(join(__dirname, '../references/foreign-models.json'), 'utf8'),
) as Readonly<Record<string, Reference>>;

export function modelPath(name: string): string {
  return join(__dirname, '../fixtures/foreign', `${name}.onnx`);
}

/** The reference rows as a client sends them under a contract. */
export function rowsUnder(
  { features }: Contract,
  { inputs }: TensorsBinding,
  { inputs: given }: Reference,
): Row[] {
  const [count] = Object.values(given)[0].dims;
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      inputs.flatMap((input): [string, Row[string]][] => {
        const cells = rowOf(given[input.input], row);
        const [first] = features.filter(({ name }) => name === input.features[0]);
        if (first.kind === 'tensor') return [[first.name, cells]];
        return input.features.map((name, column) => [name, cells[column]]);
      }),
    ),
  );
}

/** One row of a tensor; whole numbers that a double holds as numbers. */
export function rowOf({ dims, dtype, values }: ReferenceTensor, row: number): (number | string | boolean)[] {
  const [rows] = dims;
  const width = values.length / rows;
  const isWhole = /^u?int/.test(dtype);
  return values
    .slice(row * width, (row + 1) * width)
    .map((value) => (isWhole && Number.isSafeInteger(Number(value)) ? Number(value) : value));
}
