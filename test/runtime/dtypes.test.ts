import {
  type Contract,
  type Dtype,
  elementsOf,
  type Feature,
  isNumericDtype,
  type Manifest,
  type Row,
  sealContract,
} from '../../src/contract';
import { loadSession } from '../../src/runtime';
import { identityModel } from '../support/identity-model';

/** Elements as rows hold them, and as they come back when a dtype cannot hold them exactly. */
const elements: Readonly<Record<Dtype, readonly [unknown, unknown?][]>> = {
  float32: [[0.1, Math.fround(0.1)], [-0], [3e38, Math.fround(3e38)]],
  float64: [[0.1], [1e300], [5e-324]],
  float16: [[0.1, 0.0999755859375], [65_504], [-2]],
  int8: [[-128], [127], [0]],
  int16: [[-32_768], [32_767], [0]],
  int32: [[-2_147_483_648], [2_147_483_647], [0]],
  int64: [['-9223372036854775808'], ['9223372036854775807'], [5, '5']],
  uint8: [[0], [255], [1]],
  uint16: [[0], [65_535], [1]],
  uint32: [[0], [4_294_967_295], [1]],
  uint64: [['18446744073709551615'], [0, '0'], [9_007_199_254_740_991, '9007199254740991']],
  bool: [[true], [false], [true]],
  string: [['ä😀'], [''], ['  a ']],
};

const dtypes = Object.keys(elements) as Dtype[];

function contractOf(features: readonly Feature[], dtype: Dtype, shape: number[]): Contract {
  return sealContract({
    model: 'identity',
    major: 1,
    title: 'Identity',
    features: [...features],
    target: {
      task: 'tensors',
      name: 'outputs',
      source: 'x',
      outputs: [{ name: 'y', source: 'y', dtype, shape }],
    },
  });
}

async function answered(
  contract: Contract,
  dtype: Dtype,
  rows: readonly Row[],
  missing?: number | string,
): Promise<unknown[]> {
  const features = contract.features.map(({ name }) => name);
  const manifest = {
    model: 'identity',
    version: '1.0.0',
    contract,
    binding: {
      kind: 'tensors',
      batch: 'dynamic',
      inputs: [{ input: 'x', dtype, rank: 2, features, ...(missing !== undefined && { missing }) }],
      outputs: {},
    },
  } as unknown as Manifest;
  const width = contract.features[0].kind === 'tensor' ? elements[dtype].length : features.length;
  const session = await loadSession(manifest, identityModel(dtype, width));
  try {
    const prediction = await session.run(rows);
    if (prediction.task !== 'tensors') throw new Error('they are tensors');
    return prediction.rows.flatMap(([{ data }]) => elementsOf(dtype, data));
  } finally {
    await session.release();
  }
}

function single(name: string, dtype: Dtype): Feature {
  const common = { name, source: name, nullable: true };
  if (dtype === 'bool') return { ...common, kind: 'boolean' };
  if (dtype === 'string') return { ...common, kind: 'category', open: true, categories: [], dtype };
  return { ...common, kind: 'number', integer: dtype.includes('int'), dtype };
}

describe.each(dtypes)('%s', (dtype) => {
  const sent = elements[dtype].map(([element]) => element);
  const back = elements[dtype].map(([element, other = element]) => other);

  it('goes through as a tensor', async () => {
    const feature: Feature = {
      kind: 'tensor',
      name: 't',
      source: 't',
      nullable: false,
      dtype,
      shape: [sent.length],
    };
    const contract = contractOf([feature], dtype, [sent.length]);
    expect(await answered(contract, dtype, [{ t: sent as never }, { t: sent as never }])).toEqual([
      ...back,
      ...back,
    ]);
  });

  it('goes through as columns, with what stands for missing', async () => {
    const names = ['a', 'b', 'c'];
    const contract = contractOf(
      names.map((name) => single(name, dtype)),
      dtype,
      [3],
    );
    const missing = dtype === 'string' ? 'none' : 1;
    const rows = [Object.fromEntries(names.map((name, at) => [name, sent[at] as never])), { a: null }];
    const gap = elementsOf(
      dtype,
      dtype === 'int64' || dtype === 'uint64' ? BigInt64Array.of(1n) : [missing as never],
    );
    const gaps = dtype === 'bool' ? [true] : gap;
    expect(await answered(contract, dtype, rows, missing)).toEqual([...back, ...gaps, ...gaps, ...gaps]);
  });
});

describe('what is missing', () => {
  it.each(dtypes.filter((dtype) => dtype.startsWith('float')))(
    'is NaN in %s unless said otherwise',
    async (dtype) => {
      const code: Feature = { ...single('a', dtype), missingValues: [-999] } as Feature;
      const contract = contractOf([code], dtype, [1]);
      expect(await answered(contract, dtype, [{ a: null }, {}, { a: -999 }, { a: 2 }])).toEqual([
        NaN,
        NaN,
        NaN,
        2,
      ]);
    },
  );

  it('may be a number of its own, in numbers and texts of it', async () => {
    const code: Feature = { ...single('a', 'int64'), missingValues: [-999] } as Feature;
    const contract = contractOf([code], 'int64', [1]);
    expect(
      await answered(contract, 'int64', [{ a: -999 }, { a: '-999' }, { a: '-998' }], '-9223372036854775808'),
    ).toEqual(['-9223372036854775808', '-9223372036854775808', '-998']);
  });
});

describe('other kinds', () => {
  const categories = [
    { name: 'a', value: 'A ' },
    { name: 'b', value: 'B' },
  ];
  const kinds: readonly Feature[] = [
    { kind: 'category', name: 'x', source: 'x', nullable: false, open: false, categories },
    { kind: 'boolean', name: 'y', source: 'y', nullable: false },
    { kind: 'date', name: 'z', source: 'z', nullable: false },
  ];
  const row = { x: 'B', y: true, z: '1970-01-03' };

  it.each(dtypes.filter((dtype) => ['float32', 'float64', 'int32', 'int64'].includes(dtype)))(
    'become numbers in %s',
    async (dtype) => {
      const numbers = await answered(contractOf(kinds, dtype, [3]), dtype, [row]);
      expect(numbers.map(Number)).toEqual([1, 1, 2]);
      expect(isNumericDtype(dtype)).toBe(true);
    },
  );

  it('become texts in string: a category as its value, whatever spaces came around it', async () => {
    const [category, boolean, date] = kinds;
    const texts: readonly Feature[] = [
      { ...category, dtype: 'string' } as Feature,
      { ...boolean, spelling: { true: 'Y', false: 'N' } } as Feature,
      date,
    ];
    const contract = contractOf(texts, 'string', [3]);
    expect(await answered(contract, 'string', [row, { x: ' A', y: false, z: '2024-02-29' }])).toEqual([
      ...['B', 'Y', '1970-01-03'],
      ...['A ', 'N', '2024-02-29'],
    ]);
  });
});
