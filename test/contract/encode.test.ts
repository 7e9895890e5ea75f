import {
  boolean,
  category,
  compileEncoder,
  date,
  daysSinceEpoch,
  defineContract,
  number,
  type Row,
  regression,
  unseenCategory,
} from '../../src/contract';
import { randomContract, shuffled } from './random-contract';
import { validRow } from './random-row';
import { forSeeds } from './random-source';

const contract = defineContract({
  name: 'house-price',
  major: 1,
  title: 'House price',
  task: regression({ target: 'price' }),
  features: {
    lotArea: number({}),
    frontage: number({ nullable: true, missingValues: [0, -999] }),
    street: category({ values: ['Pave', 'Grvl'] }),
    agent: category({ open: true, nullable: true, values: ['ann', 'bob'] }),
    hasPool: boolean({ nullable: true }),
    sold: date({ nullable: true }),
  },
});
const encode = compileEncoder(contract);

describe('compileEncoder', () => {
  it('encodes each kind in contract order, whatever the order in the row', () => {
    const row: Row = {
      sold: '2000-02-29',
      hasPool: true,
      agent: 'bob',
      street: 'Grvl',
      frontage: 12.5,
      lotArea: 8450,
    };
    expect(encode([row])).toEqual({
      data: Float32Array.of(8450, 12.5, 1, 1, 1, daysSinceEpoch('2000-02-29')),
      rows: 1,
      columns: 6,
    });
  });

  it('encodes what is missing as NaN: null, undefined, left out, or a number that means it', () => {
    const needed = { lotArea: 1, street: 'Pave' };
    const nothing = [1, Number.NaN, 0, Number.NaN, Number.NaN, Number.NaN];
    const rows: Row[] = [
      needed,
      { ...needed, frontage: null, agent: null, hasPool: null, sold: null },
      { ...needed, frontage: undefined, agent: undefined, hasPool: undefined, sold: undefined },
      { ...needed, frontage: 0 },
      { ...needed, frontage: -0 },
      { ...needed, frontage: -999 },
    ];
    const { data } = encode(rows);
    for (const at of rows.keys()) expect([...data.subarray(at * 6, at * 6 + 6)]).toEqual(nothing);
  });

  it('encodes an unseen category of an open feature as -1, what objects inherit among them', () => {
    for (const agent of ['carl', '', 'constructor', '__proto__', 'ANN']) {
      expect(encode([{ lotArea: 1, street: 'Pave', agent }]).data[3]).toBe(unseenCategory);
    }
  });

  it('encodes false as 0 and true as 1', () => {
    const pools = [false, true].map((hasPool) => encode([{ lotArea: 1, street: 'Pave', hasPool }]).data[4]);
    expect(pools).toEqual([0, 1]);
  });

  it.each([
    [0.1, Math.fround(0.1)],
    [16_777_216, 16_777_216],
    [16_777_217, 16_777_216],
    [3.4028234663852886e38, 3.4028234663852886e38],
    [1e-46, 0],
    [-0, -0],
  ])('rounds the number %d to float32 %d', (value, code) => {
    expect(encode([{ lotArea: value, street: 'Pave' }]).data[0]).toBe(code);
  });

  it('makes an empty matrix of no rows', () => {
    expect(encode([])).toEqual({ data: new Float32Array(0), rows: 0, columns: 6 });
  });

  it('does not read what a polluted prototype holds', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    prototype.hasPool = true;
    try {
      expect(encode([{ lotArea: 1, street: 'Pave' }]).data[4]).toBeNaN();
    } finally {
      delete prototype.hasPool;
    }
  });

  it('encodes each row by itself and whatever the order of its fields', () => {
    forSeeds(150, (random) => {
      const any = randomContract(random);
      const encodeAny = compileEncoder(any);
      const rows = Array.from({ length: random.whole(1, 6) }, () => validRow(any, random));
      const one = rows.flatMap((row) => [
        ...encodeAny([Object.fromEntries(shuffled(Object.entries(row), random))]).data,
      ]);
      expect([...encodeAny(rows).data]).toEqual(one);
    });
  });
});
