import { type Matrix, PredictqlError } from '../contract';
import { type GraphBuilder, operators, type Value } from '../onnx';
import type { Column } from './column';

/**
 * Columns that lie somewhere in blocks. Steps replace columns without touching the others, so a column
 * that no step reads costs no node, and a step that reads a whole block reads it as it is.
 */
export interface Frame<Block> {
  readonly columns: readonly Column[];
  /** Where each column lies, in the order of `columns`. */
  readonly places: readonly { readonly block: Block; readonly index: number }[];
}

/** How a kind of block is cut and joined. */
export interface Blocks<Block> {
  width(block: Block): number;
  gather(block: Block, indices: readonly number[]): Block;
  concat(blocks: readonly Block[]): Block;
}

/** A frame of one block. */
export function frameOf<Block>(columns: readonly Column[], block: Block): Frame<Block> {
  return { columns, places: columns.map((_, index) => ({ block, index })) };
}

/**
 * The columns at the positions as one block, with as few cuts as possible.
 *
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when there are none: steps select some, an estimator all
 */
export function gather<Block>(
  frame: Frame<Block>,
  positions: readonly number[],
  blocks: Blocks<Block>,
): Block {
  if (positions.length === 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: 'The steps of a pipeline',
      expected: 'leave the estimator a column',
      received: 'none',
      remedy: 'Drop fewer.',
    });
  }
  const runs: { block: Block; indices: number[] }[] = [];
  for (const position of positions) {
    const { block, index } = frame.places[position];
    const last = runs.at(-1);
    if (last?.block === block) last.indices.push(index);
    else runs.push({ block, indices: [index] });
  }
  return blocks.concat(
    runs.map(({ block, indices }) =>
      indices.length === blocks.width(block) && indices.every((index, position) => index === position)
        ? block
        : blocks.gather(block, indices),
    ),
  );
}

/** The frame without the columns at the positions. */
export function without<Block>(frame: Frame<Block>, positions: Iterable<number>): Frame<Block> {
  const gone = new Set(positions);
  const kept = [...frame.columns.keys()].filter((position) => !gone.has(position));
  return {
    columns: kept.map((position) => frame.columns[position]),
    places: kept.map((position) => frame.places[position]),
  };
}

/**
 * The frame with the columns of a new block at its end.
 *
 * @throws PredictqlError `STEP_UNFITTABLE` when a name would occur twice
 */
export function append<Block>(frame: Frame<Block>, columns: readonly Column[], block: Block): Frame<Block> {
  const names = new Set(frame.columns.map(({ name }) => name));
  for (const { name } of columns) {
    if (!names.has(name)) names.add(name);
    else {
      throw new PredictqlError('STEP_UNFITTABLE', {
        subject: 'Columns that a step makes',
        expected: 'have names that no other column has',
        received: `'${name}' twice`,
      });
    }
  }
  const added = frameOf(columns, block);
  return { columns: [...frame.columns, ...added.columns], places: [...frame.places, ...added.places] };
}

/** Blocks of training data. */
export const matrixBlocks: Blocks<Matrix> = {
  width: ({ columns }) => columns,
  gather({ data, rows, columns }, indices) {
    const taken = new Float32Array(rows * indices.length);
    for (let row = 0, at = 0; row < rows; row++) {
      for (const index of indices) taken[at++] = data[row * columns + index];
    }
    return { data: taken, rows, columns: indices.length };
  },
  concat(parts) {
    if (parts.length === 1) return parts[0];
    const [{ rows }] = parts;
    const columns = parts.reduce((sum, part) => sum + part.columns, 0);
    const data = new Float32Array(rows * columns);
    let offset = 0;
    for (const part of parts) {
      for (let row = 0; row < rows; row++) {
        data.set(part.data.subarray(row * part.columns, (row + 1) * part.columns), row * columns + offset);
      }
      offset += part.columns;
    }
    return { data, rows, columns };
  },
};

/** Blocks of a graph under construction. */
export function valueBlocks(graph: GraphBuilder): Blocks<Value> {
  return {
    width: ({ shape }) => Number(shape[1]),
    gather: (block, indices) => operators.gatherColumns(graph, block, indices),
    concat: (blocks) => operators.concatColumns(graph, blocks),
  };
}
