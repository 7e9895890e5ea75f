import { RandomSource } from '../../../src/data';
import { type Dimension, integer, logUniform, oneOf, uniform } from '../../../src/training';

function drawn<Value extends number | string>(dimension: Dimension<Value>, count = 2000): Value[] {
  const random = new RandomSource(3);
  return Array.from({ length: count }, () => dimension.draw(random));
}

function shareOf<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  return values.filter(holds).length / values.length;
}

describe('dimensions of a search space', () => {
  it('oneOf draws each value as often as the others', () => {
    const dimension = oneOf('gini', 'entropy', 'none');
    const values = drawn(dimension);
    for (const value of dimension.values ?? []) {
      expect(Math.abs(shareOf(values, (one) => one === value) - 1 / 3)).toBeLessThan(0.04);
    }
    expect(dimension.values).toEqual(['gini', 'entropy', 'none']);
  });

  it('integer draws both bounds and all between', () => {
    const dimension = integer(-1, 3);
    expect(dimension.values).toEqual([-1, 0, 1, 2, 3]);
    expect([...new Set(drawn(dimension))].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3]);
  });

  it('integer of a wide range is not listed', () => {
    const dimension = integer(0, 1e9);
    expect(dimension.values).toBeUndefined();
    expect(drawn(dimension).every((value) => Number.isInteger(value) && value >= 0 && value <= 1e9)).toBe(
      true,
    );
  });

  it('uniform fills its range evenly', () => {
    const values = drawn(uniform(-1, 3));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...values)).toBeLessThanOrEqual(3);
    expect(Math.abs(shareOf(values, (value) => value < 0) - 0.25)).toBeLessThan(0.03);
  });

  it('logUniform gives each order of magnitude its share', () => {
    const values = drawn(logUniform(0.001, 10));
    expect(Math.abs(shareOf(values, (value) => value < 0.01) - 0.25)).toBeLessThan(0.03);
    expect(Math.abs(shareOf(values, (value) => value > 1) - 0.25)).toBeLessThan(0.03);
  });

  it('numbers are short enough to copy, and stay within their bounds', () => {
    for (const value of drawn(logUniform(0.001234567, 0.001234999), 200)) {
      expect(value).toBeGreaterThanOrEqual(0.001234567);
      expect(value).toBeLessThanOrEqual(0.001234999);
    }
    for (const value of drawn(uniform(0, 1), 200)) expect(String(value).length).toBeLessThan(10);
  });

  it.each<[string, () => unknown, string]>([
    ['oneOf of nothing', () => oneOf(), 'oneOf(...) of a search space must list different values, got none.'],
    [
      'oneOf twice',
      () => oneOf([1], [1]),
      'oneOf(...) of a search space must list different values, got [1] twice.',
    ],
    [
      'integer',
      () => integer(3, 2),
      'integer(...) of a search space must have two whole numbers as bounds, the lower first, got 3 and 2.',
    ],
    [
      'uniform',
      () => uniform(0, Number.POSITIVE_INFINITY),
      'uniform(...) of a search space must have two finite bounds, the lower first, got 0 and Infinity.',
    ],
    [
      'logUniform',
      () => logUniform(0, 1),
      'logUniform(...) of a search space must have bounds above 0, got 0 and 1.',
    ],
  ])('refuse wrong bounds: %s', (_, make, message) => {
    expect(make).toThrow(expect.objectContaining({ code: 'PARAMETER_INVALID', message }));
  });
});
