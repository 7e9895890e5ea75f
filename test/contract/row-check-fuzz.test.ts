import {
  type CategorySpelling,
  type Cell,
  compileEncoder,
  compileRowCheck,
  type Feature,
  type Row,
} from '../../src/contract';
import { randomContract } from './random-contract';
import { brokenRow, validRow } from './random-row';
import { forSeeds } from './random-source';

/** Whether a code can stand for a valid cell: NaN for what is missing and only for that, else finite. */
function isPlausible(code: number, cell: Cell, feature: Feature): boolean {
  const isMissing =
    (cell ?? null) === null ||
    (feature.kind === 'number' && (feature.missingValues ?? []).some((missing) => missing === cell));
  if (isMissing) return Number.isNaN(code);
  switch (feature.kind) {
    case 'number':
      return Number.isFinite(code) && code === Math.fround(Number(cell));
    case 'boolean':
      return code === (cell === true ? 1 : 0);
    case 'category':
      return Number.isInteger(code) && code >= (feature.open ? -1 : 0) && code < feature.categories.length;
    default:
      return Number.isInteger(code);
  }
}

describe.each<CategorySpelling>(['value', 'name'])('any contract with categories by %s', (spelling) => {
  it('accepts what is valid and encodes it by value', () => {
    forSeeds(200, (random) => {
      const any = randomContract(random);
      const rows = Array.from({ length: 5 }, () => validRow(any, random, spelling));
      expect(compileRowCheck(any, spelling).violations(rows)).toEqual([]);
      expect(compileRowCheck(any, spelling).accepts(rows)).toBe(true);
      if (spelling === 'name') return;
      const { data, rows: height, columns } = compileEncoder(any)(rows);
      expect([height, columns, data.length]).toEqual([5, any.features.length, 5 * any.features.length]);
      for (const [at, code] of data.entries()) {
        const feature = any.features[at % columns];
        const row = rows[Math.floor(at / columns)];
        const cell = Object.hasOwn(row, feature.name) ? row[feature.name] : undefined;
        if (!isPlausible(code, cell, feature)) throw new Error(`${feature.name} ${String(cell)} is ${code}`);
      }
    });
  });

  it('refuses what is broken, at its place and for its reason', () => {
    forSeeds(400, (random) => {
      const any = randomContract(random);
      const rowCheck = compileRowCheck(any, spelling);
      const { row, field, constraint } = brokenRow(any, random, spelling);
      const rows: unknown[] = Array.from({ length: random.whole(0, 3) }, () =>
        validRow(any, random, spelling),
      );
      const index = random.whole(0, rows.length);
      rows.splice(index, 0, row);
      const found = rowCheck.violations(rows, ['inputs']);
      const place = field === undefined ? ['inputs', index] : ['inputs', index, field];
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ path: place, constraint });
      expect(rowCheck.accepts(rows)).toBe(false);
      const { expected, received, message } = found[0];
      expect(message.endsWith(` must ${expected}, got ${received}.`)).toBe(true);
      expect(received.length).toBeLessThanOrEqual(81);
      expect(message).toMatch(/^[^\n\r]{1,1500}$/);
    });
  });
});

describe('any rows at all', () => {
  const cells: readonly unknown[] = [
    0,
    -0,
    1e39,
    '5',
    '',
    'Pave',
    true,
    null,
    undefined,
    [],
    {},
    5n,
    '2000-02-29',
  ];

  it('are accepted exactly when they have no violations, and violations point at rows', () => {
    forSeeds(400, (random) => {
      const any = randomContract(random);
      const rowCheck = compileRowCheck(any);
      const rows = Array.from({ length: random.whole(0, 3) }, () => {
        if (random.chance(0.05)) return random.pick(cells);
        const row: Record<string, unknown> = validRow(any, random);
        while (random.chance(0.4))
          row[random.pick([...any.features, { name: 'other' }]).name] = random.pick(cells);
        return row;
      });
      const found = rowCheck.violations(rows);
      expect(rowCheck.accepts(rows)).toBe(found.length === 0);
      for (const { path } of found) {
        const [index, ...field] = path;
        expect(Number(index)).toBeLessThan(rows.length);
        if (field.length > 0) expect(field).toHaveLength(1);
      }
      if (found.length === 0) {
        expect(compileEncoder(any)(rows as Row[]).data.some((code) => Math.abs(code) === Infinity)).toBe(
          false,
        );
      }
    });
  });
});
