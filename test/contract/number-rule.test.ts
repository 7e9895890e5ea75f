import { type Dtype, type Feature, type NumericDtype, rangeOf } from '../../src/contract';
import { valueRuleOf } from '../../src/contract/value-rule';

const number = (dtype: NumericDtype, more: Partial<Feature & { kind: 'number' }> = {}): Feature => ({
  kind: 'number',
  name: 'x',
  source: 'x',
  nullable: true,
  integer: dtype.includes('int'),
  dtype,
  ...more,
});

const tensor = (
  dtype: Dtype,
  shape: (number | null)[],
  more: { min?: number; max?: number } = {},
): Feature => ({
  kind: 'tensor',
  name: 't',
  source: 't',
  nullable: false,
  dtype,
  shape,
  ...more,
});

const breach = (feature: Feature, value: unknown) => valueRuleOf(feature, 'value').breach(value);

describe('numbers of a dtype', () => {
  it.each<[NumericDtype, readonly unknown[]]>([
    ['float32', [1e38, -0, 3.4028235e38]],
    ['float64', [1e300, 5e-324, -Number.MAX_VALUE]],
    ['float16', [65_504, 65_519, 1e-10]],
    ['int8', [-128, 127]],
    ['int16', [-32_768, 32_767]],
    ['int32', [-(2 ** 31), 2 ** 31 - 1]],
    ['uint8', [0, 255]],
    ['uint16', [65_535]],
    ['uint32', [2 ** 32 - 1]],
    ['int64', [2 ** 53 - 1, '9223372036854775807', '-9223372036854775808', '7']],
    ['uint64', [0, '18446744073709551615']],
  ])('%s takes its range', (dtype, values) => {
    for (const value of values) expect(breach(number(dtype), value)).toBeUndefined();
  });

  it.each<[NumericDtype, unknown, string, string]>([
    ['float32', 1e39, 'finite', 'be a finite number within the range of float32'],
    ['float64', Number.POSITIVE_INFINITY, 'finite', 'be a finite number within the range of float64'],
    ['float16', 65_520, 'finite', 'be a finite number within the range of float16'],
    ['float64', '1', 'type', 'be a number'],
    ['int8', 128, 'range', 'be from -128 to 127 (int8)'],
    ['uint8', -1, 'range', 'be from 0 to 255 (uint8)'],
    ['int32', 0.5, 'integer', 'be a whole number'],
    ['int32', '5', 'type', 'be a whole number'],
    ['int32', Number.NaN, 'integer', 'be a whole number'],
    ['int64', 2 ** 53, 'exact', 'be sent as a string: beyond 2^53 a number loses digits'],
    ['int64', 0.5, 'integer', 'be a whole number, as a string of digits beyond 2^53'],
    ['int64', '1e3', 'type', 'be a whole number, as a string of digits beyond 2^53'],
    ['int64', '', 'type', 'be a whole number, as a string of digits beyond 2^53'],
    ['int64', ' 1', 'type', 'be a whole number, as a string of digits beyond 2^53'],
    ['int64', 5n, 'type', 'be a whole number, as a string of digits beyond 2^53'],
    ['int64', '9223372036854775808', 'range', 'be from -9223372036854775808 to 9223372036854775807 (int64)'],
    ['uint64', '-1', 'range', 'be from 0 to 18446744073709551615 (uint64)'],
  ])('%s refuses %p', (dtype, value, constraint, expected) => {
    expect(breach(number(dtype), value)).toEqual({ constraint, expected });
  });

  it('keeps limits exactly, beyond 2^53 too', () => {
    const limited = number('int64', { min: 2 ** 53, max: 2 ** 60 });
    expect(breach(limited, '9007199254740993')).toBeUndefined();
    expect(breach(limited, '9007199254740991')).toEqual({
      constraint: 'min',
      expected: `be at least ${2 ** 53}`,
    });
    expect(breach(limited, '1152921504606846977')).toMatchObject({ constraint: 'max' });
  });

  it('lets through what means missing, as a number or a text', () => {
    const limited = number('int64', { min: 0, missingValues: [-999] });
    expect([breach(limited, -999), breach(limited, '-999')]).toEqual([undefined, undefined]);
    expect(breach(limited, -998)).toMatchObject({ constraint: 'min' });
    expect(breach(number('int8', { min: 0, missingValues: [-1] }), -1)).toBeUndefined();
  });

  it('knows that a range is closed', () => {
    expect(rangeOf('int64')).toEqual({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    expect(rangeOf('float16')).toEqual({ min: -65_504, max: 65_504 });
  });
});

describe('tensors', () => {
  it.each<[string, Feature, unknown]>([
    ['as many elements as its shape has', tensor('float32', [2, 3]), [1, 2, 3, 4, 5, 6]],
    ['an axis of any length', tensor('string', [null, 2]), ['a', 'b', 'c', 'd']],
    ['whole numbers of 64 bits', tensor('int64', [2]), [1, '9007199254740993']],
    ['booleans', tensor('bool', [1]), [true]],
  ])('take %s', (_, feature, value) => {
    expect(breach(feature, value)).toBeUndefined();
  });

  it.each<[string, Feature, unknown, object]>([
    [
      'what is no list',
      tensor('float32', [1]),
      5,
      { constraint: 'type', expected: 'be a list of 1 element' },
    ],
    [
      'too many elements',
      tensor('float32', [1, 2]),
      [1, 2, 3],
      { constraint: 'length', expected: 'be a list of 2 elements for shape [1, 2]' },
    ],
    [
      'none, whatever the length',
      tensor('float32', [null]),
      [],
      { constraint: 'length', expected: 'be a list of 1 element or more' },
    ],
    [
      'what fills no whole number of rows',
      tensor('float32', [2, null]),
      [1, 2, 3],
      { constraint: 'length', expected: 'be a list of 2 elements or a multiple of that for shape [2, ?]' },
    ],
    ['a list in it', tensor('float32', [1]), [[1]], { constraint: 'type', expected: 'be a number', at: 0 }],
    [
      'a hole in it',
      tensor('bool', [2]),
      [true, null],
      { constraint: 'type', at: 1, expected: 'be true or false' },
    ],
    [
      'an element below its least',
      tensor('uint8', [2], { min: 1 }),
      [1, 0],
      { constraint: 'min', expected: 'be at least 1', at: 1 },
    ],
    [
      'a text that ONNX Runtime would cut',
      tensor('string', [1]),
      ['a\0b'],
      { constraint: 'text', expected: 'be a text of whole Unicode characters other than U+0000', at: 0 },
    ],
    [
      'half a character',
      tensor('string', [1]),
      ['\ud800'],
      { constraint: 'text', at: 0, expected: expect.anything() },
    ],
  ])('refuse %s', (_, feature, value, expected) => {
    expect(breach(feature, value)).toEqual(expected);
  });
});
