import type { Matrix } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import type { Column } from '../../../src/training';
import type { TrainingTarget } from '../../../src/training/step';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';

/** Data of every kind: numbers of all sizes, few categories and many, and holes in all but the first column. */
export interface MixedData {
  readonly x: Matrix;
  readonly columns: readonly Column[];
  readonly target: TrainingTarget;
}

/** More categories than a column has bins. */
const many = 300;

function levels(count: number): string[] {
  return Array.from({ length: count }, (_, code) => `level ${code}`);
}

export function mixedData(rows: number, classes: number, seed = 1): MixedData {
  const random = new RandomSource(seed);
  const holed = (value: number) => (random.integer(10) === 0 ? Number.NaN : value);
  const x = Array.from({ length: rows }, () => [
    Math.fround(random.normal()),
    holed(Math.fround(10 ** (random.integer(60) - 30) * random.normal())),
    holed(random.integer(9) - 4),
    holed(random.integer(5)),
    holed(random.integer(40)),
    // Few of these have more than a handful of rows.
    holed(Math.floor(many * random.next() ** 3)),
  ]);
  const effects = Array.from({ length: many }, () => random.normal());
  const score = ([a, b, c, d, e, f]: readonly number[]) =>
    a * (b > 0 ? 2 : 1) +
    (Number.isNaN(c) ? 1.5 : c / 4) +
    (d === 1 || d === 3 ? 1 : -1) +
    (effects[e] ?? 0) +
    (effects[f] ?? 0.5) +
    random.normal() / 2;
  const values = Float64Array.from(x, score);
  const limits = [...values].sort((a, b) => a - b);
  const classOf = (value: number) => {
    let k = 0;
    while (k + 1 < classes && value > limits[Math.floor(((k + 1) * rows) / classes)]) k++;
    return k;
  };
  return {
    x: matrixOf(x),
    columns: [
      numberColumn('a'),
      numberColumn('b'),
      numberColumn('c'),
      categoryColumn('d', ...levels(5)),
      categoryColumn('e', ...levels(40)),
      categoryColumn('f', ...levels(many)),
    ],
    target: { values: classes === 0 ? values : values.map(classOf), classes },
  };
}
