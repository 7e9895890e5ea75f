import type { CategorySpelling, Cell, Contract, Feature } from '../../src/contract';
import type { RandomSource } from './random-source';

/** A row that the contract must accept. */
export function validRow(
  contract: Contract,
  random: RandomSource,
  spelling: CategorySpelling = 'value',
): Record<string, Cell> {
  const row: Record<string, Cell> = {};
  for (const feature of contract.features) {
    if (feature.nullable && random.chance(0.2)) {
      if (random.chance(0.5)) row[feature.name] = random.pick([null, undefined]);
      continue;
    }
    row[feature.name] = validCell(feature, random, spelling);
  }
  return row;
}

function validCell(feature: Feature, random: RandomSource, spelling: CategorySpelling): Cell {
  switch (feature.kind) {
    case 'number': {
      if (feature.missingValues?.length && random.chance(0.2)) return random.pick(feature.missingValues);
      const { min = -1000, max = 1000 } = feature;
      if (feature.min === undefined && feature.max === undefined && random.chance(0.2)) {
        return random.pick([-0, 16_777_216, -2_147_483_648, 3e38, ...(feature.integer ? [] : [1e-45, 0.1])]);
      }
      return feature.integer ? random.whole(min, max) : min + random.next() * (max - min);
    }
    case 'category': {
      if (feature.open && random.chance(0.3)) return random.pick(['', 'unseen', '\ud800', '__proto__']);
      const known = random.pick(feature.categories)[spelling];
      return spelling === 'value' && random.chance(0.1) ? ` ${known}` : known;
    }
    case 'boolean':
      return random.chance(0.5);
    default: {
      const { min = '1900-01-01', max = '2100-12-31' } = feature;
      return random.pick(
        [min, max].filter((day) => day >= (feature.min ?? day) && day <= (feature.max ?? day)),
      );
    }
  }
}

/** A row that breaks the contract in one known way. */
export interface BrokenRow {
  readonly row: unknown;
  /** Feature or field that is wrong; undefined when the row itself is. */
  readonly field: string | undefined;
  readonly constraint: string;
}

/** A valid row, then broken. */
export function brokenRow(contract: Contract, random: RandomSource, spelling: CategorySpelling): BrokenRow {
  const row: Record<string, unknown> = validRow(contract, random, spelling);
  const broken = (field: string, value: unknown, constraint: string): BrokenRow => {
    Object.defineProperty(row, field, { value, enumerable: true, configurable: true, writable: true });
    return { row, field, constraint };
  };
  if (random.chance(0.1)) {
    const notRow = random.pick([null, undefined, 5, 'row', true, [], [row], 5n, () => row, Symbol('row')]);
    return { row: notRow, field: undefined, constraint: 'type' };
  }
  if (random.chance(0.15)) {
    const field = random.pick(['__proto__', 'isPrototypeOf', 'unknown', '', 'x'.repeat(5000), 'LotArea']);
    return broken(field, random.pick([1, null, {}, undefined]), 'unknown');
  }
  const feature = random.pick(contract.features);
  if (!feature.nullable && random.chance(0.2)) {
    if (random.chance(0.5)) return broken(feature.name, random.pick([null, undefined]), 'required');
    delete row[feature.name];
    return { row, field: feature.name, constraint: 'required' };
  }
  const wrong = random.pick(wrongCells(feature));
  return broken(feature.name, wrong.value, wrong.constraint);
}

const circle: unknown[] = [];
circle.push(circle);

/** JSON of a few kilobytes can nest deeper than recursion goes. */
const deepList: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);

interface WrongCell {
  readonly value: unknown;
  readonly constraint: string;
}

function wrongCells(feature: Feature): WrongCell[] {
  const strangers = [
    [],
    {},
    [5],
    { value: 'Pave' },
    5n,
    Symbol('cell'),
    () => 5,
    new Date(0),
    circle,
    deepList,
  ];
  const cells = strangers.map((value) => ({ value, constraint: 'type' }));
  const add = (constraint: string, ...values: unknown[]) =>
    cells.push(...values.map((value) => ({ value, constraint })));
  switch (feature.kind) {
    case 'number':
      add('type', '5', '', true, Object(5));
      add(
        'finite',
        Number.NaN,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
        1e39,
        -1e39,
        3.4028236e38,
      );
      if (feature.integer) add('integer', 0.5, -1e-9);
      if (feature.min !== undefined) add('min', feature.min - 1);
      if (feature.max !== undefined) add('max', feature.max + 1);
      return cells.filter(({ value }) => !feature.missingValues?.some((code) => code === value));
    case 'category':
      add('type', 5, true);
      if (!feature.open) add('enum', '', 'PAVE', '__proto__', 'toString', 'x'.repeat(10_000));
      return cells;
    case 'boolean':
      add('type', 'true', 0, 1, 'yes');
      return cells;
    default:
      add(
        'type',
        5,
        '',
        '2023-02-30',
        '2023-2-3',
        '2023-02-03T00:00:00Z',
        ' 2023-02-03',
        '99999-01-01',
        'today',
      );
      if (feature.min !== undefined && feature.min > '0000-01-01') add('min', '0000-01-01');
      if (feature.max !== undefined && feature.max < '9999-12-31') add('max', '9999-12-31');
      return cells;
  }
}
