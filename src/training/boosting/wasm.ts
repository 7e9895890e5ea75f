/**
 * A WebAssembly module of one function, written instruction by instruction: enough for an inner loop that
 * JavaScript cannot make fast, without a toolchain. Opcodes are those of the WebAssembly core
 * specification 2.0, chapter 5.
 */

export type Code = readonly number[];

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

const emptyBlock = 0x40;

export const valueType = { i32: 0x7f, v128: 0x7b } as const;

/** Instructions; operands come before the operation, as on WebAssembly's stack. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)],
  constant: (value: number): Code => [0x41, ...signed(value)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x6a],
  multiply: (a: Code, b: Code): Code => [...a, ...b, 0x6c],
  shiftLeft: (a: Code, bits: number): Code => [...a, 0x41, ...signed(bits), 0x74],
  isBelow: (a: Code, b: Code): Code => [...a, ...b, 0x49],
  load32: (address: Code): Code => [...address, 0x28, 2, 0],
  load8: (address: Code): Code => [...address, 0x2d, 0, 0],
  store32: (address: Code, value: Code): Code => [...address, ...value, 0x36, 2, 0],
  subtract: (a: Code, b: Code): Code => [...a, ...b, 0x6b],
  copyBytes: (to: Code, from: Code, count: Code): Code => [...to, ...from, ...count, 0xfc, 10, 0, 0],
  loadPair: (address: Code): Code => [...address, 0xfd, 0, 4, 0],
  storePair: (address: Code, value: Code): Code => [...address, ...value, 0xfd, 11, 4, 0],
  addPairs: (a: Code, b: Code): Code => [...a, ...b, 0xfd, 240, 1],
  /** Repeats the body as long as the condition, tested after it, holds. */
  repeatWhile: (body: Code, condition: Code): Code => [
    0x03,
    emptyBlock,
    ...body,
    ...condition,
    0x0d,
    0,
    0x0b,
  ],
} as const;

interface FunctionSpec {
  /** Number of i32 parameters; they are the first locals. */
  readonly parameters: number;
  /** Types of the other locals. */
  readonly locals: readonly number[];
  readonly body: Code;
  /** Whether it returns an i32: what the body leaves on the stack. */
  readonly returns?: boolean;
}

/** The module, which imports `env.memory` and exports the function as `run`. */
export function wasmModule({ parameters, locals, body, returns = false }: FunctionSpec): WebAssembly.Module {
  const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content];
  const text = (name: string): number[] => [...unsigned(name.length), ...Buffer.from(name, 'ascii')];
  const code = [locals.length, ...locals.flatMap((type) => [1, type]), ...body, 0x0b];
  const results = returns ? [1, valueType.i32] : [0];
  const functionType = [0x60, parameters, ...new Array<number>(parameters).fill(valueType.i32), ...results];
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, ...functionType]),
    ...section(2, [1, ...text('env'), ...text('memory'), 0x02, 0x00, 0x01]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0x00, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ];
  return new WebAssembly.Module(Uint8Array.from(bytes));
}
