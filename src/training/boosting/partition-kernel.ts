import { op, valueType, wasmModule } from './wasm';

/**
 * Reorders rows so that those that go left come first, each side in its old order. All places are byte
 * offsets into the memory.
 *
 * @param rows - int32 [count], row numbers
 * @param count - at least 1
 * @param bins - uint8, the bin of row 0 in the column of the split
 * @param columns - bytes from a row's bin to the next row's
 * @param steps - uint8 [256], per bin: 4 when it goes left, else 0
 * @param scratch - int32 [count], written
 * @returns the byte offset at which the right side starts
 */
export type PartitionKernel = (
  rows: number,
  count: number,
  bins: number,
  columns: number,
  steps: number,
  scratch: number,
) => number;

// Locals, parameters first.
const [rows, count, bins, columns, steps, scratch, end, row, left, right, step] = Array.from(
  { length: 11 },
  (_, local) => local,
);

/** Both sides are written and one counts: a branch would be guessed wrong half of the time. */
const partitionRows = op.repeatWhile(
  [
    ...op.set(row, op.load32(op.get(rows))),
    ...op.store32(op.get(left), op.get(row)),
    ...op.store32(op.get(right), op.get(row)),
    ...op.set(
      step,
      op.load8(
        op.add(op.get(steps), op.load8(op.add(op.get(bins), op.multiply(op.get(row), op.get(columns))))),
      ),
    ),
    ...op.set(left, op.add(op.get(left), op.get(step))),
    ...op.set(right, op.subtract(op.add(op.get(right), op.constant(4)), op.get(step))),
    ...op.set(rows, op.add(op.get(rows), op.constant(4))),
  ],
  op.isBelow(op.get(rows), op.get(end)),
);

const kernelModule = wasmModule({
  parameters: 6,
  locals: new Array<number>(5).fill(valueType.i32),
  returns: true,
  body: [
    ...op.set(end, op.add(op.get(rows), op.shiftLeft(op.get(count), 2))),
    ...op.set(left, op.get(rows)),
    ...op.set(right, op.get(scratch)),
    ...partitionRows,
    ...op.copyBytes(op.get(left), op.get(scratch), op.subtract(op.get(right), op.get(scratch))),
    ...op.get(left),
  ],
});

/** The kernel on a memory. */
export function partitionKernel(memory: WebAssembly.Memory): PartitionKernel {
  const { exports } = new WebAssembly.Instance(kernelModule, { env: { memory } });
  return exports.run as PartitionKernel;
}
