import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RandomSource } from '../../dist/data';

export const rows = 100_000;
export const columns = 30;

/** Rows to learn from: `x` float32 [rows, columns], `y` float64 [rows]. */
export interface TrainingData {
  readonly x: Float32Array;
  readonly y: Float64Array;
}

/**
 * Writes normal numbers and a target of curves, products and noise in some of the columns, as plain
 * little-endian numbers that any language reads: `x.f32` and `y.f64`.
 */
export async function writeTrainingData(folder: string): Promise<void> {
  const random = new RandomSource(1);
  const x = Float32Array.from({ length: rows * columns }, () => random.normal());
  const y = Float64Array.from({ length: rows }, (_, row) => {
    const [a, b, c, d, e, f, g] = x.subarray(row * columns, (row + 1) * columns);
    return 10 * Math.sin(a * b) + 5 * (c - 0.5) ** 2 + 3 * d + 2 * e + f * g + random.normal();
  });
  await writeFile(join(folder, 'x.f32'), x);
  await writeFile(join(folder, 'y.f64'), y);
}

export async function readTrainingData(folder: string): Promise<TrainingData> {
  const [x, y] = await Promise.all(['x.f32', 'y.f64'].map((name) => readFile(join(folder, name))));
  return {
    x: new Float32Array(x.buffer, x.byteOffset, x.byteLength / 4),
    y: new Float64Array(y.buffer, y.byteOffset, y.byteLength / 8),
  };
}
