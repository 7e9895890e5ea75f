import { category, compileEncoder, defineContract, regression, vocabularyOf } from '../../src/contract';

const categories = (...values: string[]) => values.map((value, at) => ({ name: `c${at}`, value }));

describe('vocabularyOf', () => {
  it('gives each category its place in the list', () => {
    expect([...vocabularyOf(categories('Pave', 'Grvl'))]).toEqual([
      ['Pave', 0],
      ['Grvl', 1],
    ]);
  });

  it('finds a padded category without its spaces too', () => {
    const vocabulary = vocabularyOf(categories('New', 'WD '));
    expect(vocabulary.get('WD ')).toBe(1);
    expect(vocabulary.get('WD')).toBe(1);
  });

  it('keeps categories apart that differ by spaces alone, in either order', () => {
    for (const values of [
      ['WD', 'WD '],
      ['WD ', 'WD'],
    ]) {
      const vocabulary = vocabularyOf(categories(...values));
      expect(values.map((value) => vocabulary.get(value))).toEqual([0, 1]);
    }
  });

  it('knows nothing that objects inherit', () => {
    expect(vocabularyOf(categories('a')).get('constructor')).toBeUndefined();
  });

  it('forgives spaces around what rows hold', () => {
    const encode = compileEncoder(
      defineContract({
        name: 'sales',
        major: 1,
        title: 'Sales',
        task: regression({ target: 'y' }),
        features: { saleType: category({ open: true, values: ['New', 'WD ', 'C'] }) },
      }),
    );
    const texts = ['New', ' New', 'WD', 'WD ', ' WD\t', 'c', ''];
    expect([...encode(texts.map((saleType) => ({ saleType }))).data]).toEqual([0, 0, 1, 1, 1, -1, -1]);
  });
});
