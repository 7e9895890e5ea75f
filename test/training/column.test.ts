import { boolean, category, date, defineContract, number, regression } from '../../src/contract';
import { columnsOf, derivedColumn } from '../../src/training/column';

describe('columnsOf', () => {
  it('are the features of a contract in order, categories by code', () => {
    const contract = defineContract({
      name: 'house',
      major: 1,
      title: 'House',
      task: regression({ target: 'price' }),
      features: {
        area: number({ source: 'Lot_Area' }),
        roof: category({ values: [{ value: 'Wd Sdng', name: 'WOOD' }, 'tin'] }),
        garden: boolean({}),
        built: date({}),
      },
    });
    expect(columnsOf(contract)).toEqual([
      { name: 'area', kind: 'number', features: ['area'] },
      { name: 'roof', kind: 'category', features: ['roof'], categories: ['Wd Sdng', 'tin'] },
      { name: 'garden', kind: 'boolean', features: ['garden'] },
      { name: 'built', kind: 'date', features: ['built'] },
    ]);
  });
});

describe('derivedColumn', () => {
  const from = (name: string, ...features: string[]) => ({ name, kind: 'number', features }) as const;

  it('is a number that comes from every feature once, in order', () => {
    expect(derivedColumn('d', from('a', 'y', 'x'), from('b', 'x', 'z'))).toEqual({
      name: 'd',
      kind: 'number',
      features: ['y', 'x', 'z'],
    });
  });

  it('has no codes of its own', () => {
    const roof = { name: 'roof', kind: 'category', features: ['roof'], categories: ['tin'] } as const;
    expect(derivedColumn('roof', roof)).toEqual({ name: 'roof', kind: 'number', features: ['roof'] });
  });
});
