import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  validateSync,
} from 'class-validator';
import {
  type AnyFeatureSpec,
  boolean,
  type Contract,
  category,
  compileRowCheck,
  date,
  type Feature,
  number,
} from '../../src/contract';
import { forSeeds, type RandomSource } from '../contract/random-source';
import { contractOf } from '../support/tiny-contracts';

// The check that is compiled from a contract stands in for class-validator, which costs many times as much
// as the prediction. Here both judge the same rows. What only one of them can say is left out: codes for
// missing numbers, the range of float32 and limits of dates.

type RowClass = new () => object;

/** The class that somebody would write by hand for the rows of the contract. */
function rowClassOf(contract: Contract): RowClass {
  const RowInput = class {};
  for (const feature of contract.features) {
    const decorators = [feature.nullable ? IsOptional() : IsDefined(), ...rulesOf(feature)];
    for (const decorate of decorators) decorate(RowInput.prototype, feature.name);
  }
  return RowInput;
}

function rulesOf(feature: Feature): PropertyDecorator[] {
  switch (feature.kind) {
    case 'number': {
      const { integer, min, max } = feature;
      return [
        IsNumber({ allowNaN: false, allowInfinity: false }),
        ...(integer ? [IsInt()] : []),
        ...(min === undefined ? [] : [Min(min)]),
        ...(max === undefined ? [] : [Max(max)]),
      ];
    }
    case 'category':
      return [feature.open ? IsString() : IsIn(feature.categories.map(({ name }) => name))];
    case 'boolean':
      return [IsBoolean()];
    case 'date':
      return [IsISO8601({ strict: true }), Matches(/^\d{4}-\d{2}-\d{2}$/)];
    case 'tensor':
      return [];
    default:
      return feature satisfies never;
  }
}

function randomFeature(random: RandomSource): AnyFeatureSpec {
  const nullable = random.chance(0.5);
  switch (random.pick(['number', 'category', 'boolean', 'date'] as const)) {
    case 'number':
      return number({
        nullable,
        integer: random.chance(0.5),
        ...(random.chance(0.5) && { min: random.whole(-5, 0) }),
        ...(random.chance(0.5) && { max: random.whole(1, 5) }),
      });
    case 'category':
      return category({ nullable, open: random.chance(0.3), values: ['Pave', 'Wd Sdng', '1', 'true'] });
    case 'boolean':
      return boolean({ nullable });
    default:
      return date({ nullable });
  }
}

const cells: readonly unknown[] = [
  ...[
    0,
    -0,
    1,
    5,
    6,
    -5,
    -6,
    0.5,
    1e-9,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ],
  ...['Pave', 'Wd_Sdng', 'Wd Sdng', '_1', '1', 'true_', 'pave', ' Pave', ''],
  ...[true, false, null, undefined, [], {}, ['Pave'], [1], { value: 1 }, 5n, Symbol('cell'), () => 1],
  ...['2024-02-29', '2023-02-29', '2023-02-30', '2023-2-3', '2023-02-03T00:00:00Z', ' 2023-02-03', 'today'],
  ...['2023-13-01', '2023-00-10', '2023-01-00', '9999-12-31', '1970-01-01', new Date(0), '99999-01-01'],
];

function randomRow(contract: Contract, random: RandomSource): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const { name } of contract.features) if (random.chance(0.9)) row[name] = random.pick(cells);
  if (random.chance(0.1)) row[random.pick(['unknown', 'F0', 'f99'])] = random.pick(cells);
  return row;
}

describe('the check of rows and class-validator', () => {
  it('find the same fields wrong', () => {
    let [accepted, refused] = [0, 0];
    forSeeds(100, (random) => {
      const names = Array.from({ length: random.whole(1, 4) }, (_, index) => `f${index}`);
      const contract = contractOf({
        features: Object.fromEntries(names.map((name) => [name, randomFeature(random)])),
      });
      const check = compileRowCheck(contract, 'name');
      const RowInput = rowClassOf(contract);
      for (let turn = 0; turn < 10; turn++) {
        const row = randomRow(contract, random);
        const errors = validateSync(Object.assign(new RowInput(), row), {
          whitelist: true,
          forbidNonWhitelisted: true,
        });
        const theirs = errors.map(({ property }) => property).toSorted();
        const ours = check.violations([row]).map(({ path }) => String(path[1]));
        expect(ours.toSorted()).toEqual(theirs);
        expect(check.accepts([row])).toBe(theirs.length === 0);
        if (theirs.length === 0) accepted++;
        else refused++;
      }
    });
    // A generator that makes only one kind of row would prove nothing.
    expect(Math.min(accepted, refused)).toBeGreaterThan(50);
  });
});
