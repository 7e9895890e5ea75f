import { op, valueType, wasmModule } from './wasm';

/** Bins of one column; the last one holds missing values. */
export const binsPerColumn = 256;

/** Bytes of one bin: the sums of gradients and of hessians, two float64 side by side. */
export const binBytes = 16;

/**
 * Adds rows to a histogram. All places are byte offsets into the memory.
 *
 * @param rows - int32 [count], row numbers
 * @param count - at least 1
 * @param bins - uint8 [rows, columns], the bin of each cell
 * @param pairs - float64 [rows, 2], gradient and hessian of each row
 * @param histogram - float64 [columns, 256, 2], added to
 */
export type HistogramKernel = (
  rows: number,
  count: number,
  bins: number,
  columns: number,
  pairs: number,
  histogram: number,
) => void;

// Locals, parameters first.
const [rows, count, bins, columns, pairs, histogram, end, row, cell, lastCell, target, address, pair] =
  Array.from({ length: 13 }, (_, local) => local);

/**
 * For each row: load its pair once, then add it to one bin of each column. A JavaScript loop over the same
 * arrays takes about four times as long: it checks every index, and it cannot add gradient and hessian in
 * one instruction.
 */
const addRows = op.repeatWhile(
  [
    ...op.set(row, op.load32(op.get(rows))),
    ...op.set(pair, op.loadPair(op.add(op.get(pairs), op.shiftLeft(op.get(row), 4)))),
    ...op.set(cell, op.add(op.get(bins), op.multiply(op.get(row), op.get(columns)))),
    ...op.set(lastCell, op.add(op.get(cell), op.get(columns))),
    ...op.set(target, op.get(histogram)),
    ...op.repeatWhile(
      [
        ...op.set(address, op.add(op.get(target), op.shiftLeft(op.load8(op.get(cell)), 4))),
        ...op.storePair(op.get(address), op.addPairs(op.loadPair(op.get(address)), op.get(pair))),
        ...op.set(target, op.add(op.get(target), op.constant(binsPerColumn * binBytes))),
        ...op.set(cell, op.add(op.get(cell), op.constant(1))),
      ],
      op.isBelow(op.get(cell), op.get(lastCell)),
    ),
    ...op.set(rows, op.add(op.get(rows), op.constant(4))),
  ],
  op.isBelow(op.get(rows), op.get(end)),
);

const { i32, v128 } = valueType;

const kernelModule = wasmModule({
  parameters: 6,
  locals: [i32, i32, i32, i32, i32, i32, v128],
  body: [...op.set(end, op.add(op.get(rows), op.shiftLeft(op.get(count), 2))), ...addRows],
});

/** The kernel on a memory. */
export function histogramKernel(memory: WebAssembly.Memory): HistogramKernel {
  const { exports } = new WebAssembly.Instance(kernelModule, { env: { memory } });
  return exports.run as HistogramKernel;
}
