import { hasValues, identifierReason, targetOf } from '../../src/profile';
import { observed, ofKind, times } from './columns';

const reasonFor = (cells: readonly (string | number | null)[], name = 'x') => {
  const column = observed(cells, name);
  return hasValues(column) ? identifierReason(column) : undefined;
};

/** Numbers that never repeat, in no order, with gaps between them. */
const scattered = (count: number) => times(count, (at) => ((at * 7919) % 10_007) * 31);

describe('identifierReason', () => {
  it.each(['id', 'ID', 'PassengerId', 'customer_id', 'customer no', 'order-key', 'Unnamed: 0', 'rowIndex'])(
    'knows whole numbers called %s that never repeat',
    (name) => {
      expect(reasonFor([5, 90, 17], name)).toContain('name is that of an identifier');
    },
  );

  it.each(['paid', 'width', 'period', 'grid', 'monkeys', 'nothing'])(
    'is not deceived by the name %s',
    (name) => {
      expect(reasonFor([5, 90, 17], name)).toBeUndefined();
    },
  );

  it.each([
    ['count up', times(10, (at) => at * 3)],
    ['count down', times(10, (at) => 900 - at ** 2)],
    ['fill a range in any order', times(11, (at) => ((at * 4) % 11) + 1)],
  ])('knows numbers that %s', (_, cells) => {
    expect(reasonFor(cells)).toBe('it numbers the rows');
  });

  it('knows numbers that never repeat in many rows', () => {
    expect(reasonFor(scattered(60))).toBe('every row has another whole number, as an identifier does');
    expect(reasonFor(scattered(30))).toBeUndefined();
  });

  it('spares numbers that say something about the target', () => {
    const cells = scattered(200);
    const column = ofKind('number', cells);
    const close = targetOf(
      ofKind(
        'number',
        cells.map((value) => Math.sqrt(value) + 0.5),
      ),
    );
    const far = targetOf(
      ofKind(
        'number',
        times(200, (at) => (at * 37) % 101),
      ),
    );
    expect(identifierReason(column, close)).toBeUndefined();
    expect(identifierReason(column, far)).toBeDefined();
  });

  it('knows texts that never repeat', () => {
    expect(reasonFor(['ann', 'bo', 'cy', null])).toContain('another text');
    expect(reasonFor(['ann', 'bo', 'bo'])).toBeUndefined();
  });

  it.each<[string, (string | number)[]]>([
    ['fractions', times(100, (at) => at + 0.5)],
    [
      'days',
      times(
        60,
        (at) =>
          `2024-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}`,
      ),
    ],
    ['numbers that repeat', [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]],
  ])('lets %s be', (_, cells) => {
    expect(reasonFor(cells, 'id')).toBeUndefined();
  });

  it('lets years be', () => {
    expect(
      reasonFor(
        times(30, (at) => 1990 + at),
        'Year',
      ),
    ).toBeUndefined();
  });
});
