import { isEnumValueName, isGraphqlName } from '../../src/contract';
import { NameGiver } from '../../src/scaffold/names';

const featuresOf = (...columns: readonly string[]) => {
  const names = new NameGiver();
  return columns.map((column, place) => names.feature(column, place));
};

describe('the name of a feature', () => {
  it.each([
    ['Lot Area', 'lotArea'],
    ['1stFlrSF', '_1stFlrSF'],
    ['***', 'column1'],
    ['🙂', 'column1'],
    ['constructor', 'constructorValue'],
    ['__proto__', 'proto'],
    ['true', 'true2'],
    ['价格', 'u4ef7U683c'],
    ['x'.repeat(200), 'x'.repeat(60)],
  ])('of %s is %s', (column, name) => {
    expect(featuresOf(column)).toEqual([name]);
    expect(isGraphqlName(name)).toBe(true);
  });

  it('is another one for every column', () => {
    expect(featuresOf('a b', 'a_b', 'A b', 'a-b')).toEqual(['aB', 'aB2', 'aB3', 'aB4']);
    expect(featuresOf('x 1', 'x_1', 'x1')).toEqual(['x1', 'x1_2', 'x1_3']);
    expect(featuresOf('***', 'column1')).toEqual(['column1', 'column1_2']);
  });

  it('makes no two types of one name', () => {
    // `Label` and `label` would both be the enum ...Label, and the enum of `label` is called ...LabelValue.
    expect(featuresOf('label', '_label', 'labelValue', 'constructor', 'constructor value')).toEqual([
      'label',
      'label2',
      'labelValue2',
      'constructorValue',
      'constructorValue2',
    ]);
  });
});

describe('the name of a category', () => {
  const categoriesOf = (...values: readonly string[]) => {
    const names = new NameGiver();
    return values.map((value, place) => names.category(value, place));
  };

  it('is legal and another one for every value', () => {
    const values = [
      'a b',
      'a_b',
      'a-b',
      'true',
      'null',
      '***',
      '',
      '0',
      '-1',
      '<5',
      '5+',
      'x'.repeat(300),
      `${'x'.repeat(300)}y`,
    ];
    const names = categoriesOf(...values);
    expect(new Set(names).size).toBe(values.length);
    for (const name of names) expect(isEnumValueName(name)).toBe(true);
    expect(names.slice(0, 6)).toEqual(['a_b', 'a_b2', 'a_b3', 'true_', 'null_', 'value6']);
  });
});
