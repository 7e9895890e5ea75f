import {
  type Column,
  everything,
  except,
  matching,
  named,
  ofKind,
  positionOf,
  type Selector,
} from '../../src/training';
import { categoryColumn, numberColumn } from './columns';

const columns: readonly Column[] = [
  numberColumn('area'),
  categoryColumn('roof', 'tin'),
  { name: 'garden', kind: 'boolean', features: ['garden'] },
  numberColumn('rooms'),
];

describe('a selector', () => {
  it.each<[string, Selector, number[]]>([
    ['everything', everything, [0, 1, 2, 3]],
    ['numbers', ofKind('number'), [0, 3]],
    ['categories and booleans', ofKind('category', 'boolean'), [1, 2]],
    ['no kind', ofKind(), []],
    ['days, of which there are none', ofKind('date'), []],
    ['a test', matching(({ name }) => name.startsWith('r')), [1, 3]],
    ['names in another order', named('rooms', 'area'), [0, 3]],
    ['a name twice', named('roof', 'roof'), [1]],
    ['no name', named(), []],
    ['everything except', except(everything, 'roof', 'rooms'), [0, 2]],
    ['except a column that was not selected', except(ofKind('number'), 'roof'), [0, 3]],
  ])('of %s', (_, selector, positions) => {
    expect(selector(columns, 'impute')).toEqual(positions);
  });

  it.each<[string, Selector]>([
    ['named', named('area', 'areas')],
    ['except', except(everything, 'areas')],
  ])('%s cannot name what is not there', (_, selector) => {
    expect(() => selector(columns, 'impute')).toThrow(
      expect.objectContaining({
        code: 'STEP_UNFITTABLE',
        message:
          "Step 'impute' must name columns that the steps before it leave, got 'areas'. There are: area, roof, garden, rooms.",
      }),
    );
  });

  it('says little about many columns', () => {
    const many = Array.from({ length: 100 }, (_, index) => numberColumn(`c${index}`));
    expect(() => positionOf(many, 'x', 'drop')).toThrow('c11 and 88 more.');
  });
});
