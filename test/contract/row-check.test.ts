import {
  boolean,
  category,
  compileEncoder,
  compileRowCheck,
  date,
  defineContract,
  mostViolations,
  number,
  type Row,
  regression,
} from '../../src/contract';

const contract = defineContract({
  name: 'house-price',
  major: 1,
  title: 'House price',
  task: regression({ target: 'salePrice' }),
  features: {
    lotArea: number({ min: 1, max: 9000, integer: true }),
    frontage: number({ nullable: true, min: 1, missingValues: [0, -999] }),
    street: category({ values: ['Pave', 'Grvl', { value: 'C (all)', name: 'commercial' }] }),
    agent: category({ open: true, nullable: true }),
    hasPool: boolean({ nullable: true }),
    sold: date({ nullable: true, min: '2006-01-01', max: '2010-12-31' }),
  },
});
const good: Row = { lotArea: 8450, street: 'Pave' };
const check = compileRowCheck(contract);

function only(row: unknown) {
  const found = check.violations([row]);
  expect(found).toHaveLength(1);
  return found[0];
}

describe('a row that satisfies its contract', () => {
  it.each<[string, Row]>([
    ['left out', good],
    ['null', { ...good, frontage: null, agent: null, hasPool: null, sold: null }],
    ['undefined', { ...good, frontage: undefined, agent: undefined }],
    ['at its limits', { ...good, lotArea: 1, sold: '2006-01-01' }],
    ['at its other limits', { ...good, lotArea: 9000, sold: '2010-12-31' }],
    ['a code for missing, below the min', { ...good, frontage: -999 }],
    ['minus zero as the code 0', { ...good, frontage: -0 }],
    ['unseen where that is allowed', { ...good, agent: 'somebody new' }],
    ['padded with spaces', { ...good, street: ' Grvl ' }],
  ])('is accepted with values that are %s', (_, row) => {
    expect(check.violations([row])).toEqual([]);
    expect(check.accepts([row])).toBe(true);
  });

  it('may be an object without a prototype, as graphql makes them', () => {
    expect(check.accepts([Object.assign(Object.create(null), good)])).toBe(true);
  });
});

describe('a row that breaks its contract', () => {
  it.each<[string, unknown, string]>([
    ['lotArea', 0, 'min'],
    ['lotArea', 9001, 'max'],
    ['lotArea', 1.5, 'integer'],
    ['lotArea', '8450', 'type'],
    ['lotArea', 8450n, 'type'],
    ['lotArea', Number.NaN, 'finite'],
    ['lotArea', Number.NEGATIVE_INFINITY, 'finite'],
    ['lotArea', 1e39, 'finite'],
    ['lotArea', null, 'required'],
    ['lotArea', undefined, 'required'],
    ['frontage', 0.5, 'min'],
    ['street', 'pave', 'enum'],
    ['street', 'commercial', 'enum'],
    ['street', 7, 'type'],
    ['agent', 7, 'type'],
    ['hasPool', 1, 'type'],
    ['hasPool', 'true', 'type'],
    ['sold', '2007-02-29', 'type'],
    ['sold', new Date(0), 'type'],
    ['sold', '2005-12-31', 'min'],
    ['sold', '2011-01-01', 'max'],
    ['pool', 1, 'unknown'],
  ])('is told that %s of %p breaks the rule %s', (name, value, constraint) => {
    expect(only({ ...good, [name]: value })).toMatchObject({ path: [0, name], constraint });
    expect(check.accepts([{ ...good, [name]: value }])).toBe(false);
  });

  it('reads what was expected, what came and where', () => {
    expect(check.violations([good, { ...good, lotArea: -5 }], ['inputs'])).toEqual([
      {
        path: ['inputs', 1, 'lotArea'],
        constraint: 'min',
        expected: 'be at least 1',
        received: '-5',
        message: "Feature 'lotArea' of house-price v1 must be at least 1, got -5.",
      },
    ]);
  });

  it.each<[unknown, string]>([
    [{ street: 'Pave' }, "Feature 'lotArea' of house-price v1 must be a whole number, got nothing."],
    [{ ...good, street: null }, 'must be one of "Pave", "Grvl", "C (all)", got null.'],
    [{ ...good, lotArea: 8450n }, 'must be a whole number, got 8450n.'],
    [{ ...good, sold: 'x' }, `must be a day written as YYYY-MM-DD, got "x".`],
    [{ ...good, poolSize: 1 }, 'Field "poolSize" of house-price v1 must be a feature of the contract'],
    ['row', 'A row must be an object of features, got "row".'],
  ])('of %p has a message that says what to write', (row, message) => {
    expect(only(row).message).toContain(message);
  });

  it('hears all that is wrong with it at once', () => {
    const found = check.violations([{ lotArea: '1', street: 'mud', hasPool: 1, colour: 'red' }]);
    expect(found.map(({ path }) => path[1])).toEqual(['lotArea', 'street', 'hasPool', 'colour']);
  });

  it.each([[null], [undefined], [5], ['text'], [true], [[]], [[good]], [5n]])(
    'may be %p: no object',
    (row) => {
      expect(only(row)).toMatchObject({ path: [0], constraint: 'type' });
      expect(check.accepts([row])).toBe(false);
    },
  );

  it('may be a hole in a sparse list', () => {
    expect(check.accepts(Object.assign([], { length: 1 }))).toBe(false);
  });
});

describe('rows that are no list', () => {
  it.each([[undefined], [null], [{}], [{ length: 0 }], ['text'], [new Set([good])]])(
    '%p are refused',
    (rows) => {
      expect(check.accepts(rows)).toBe(false);
      expect(check.violations(rows, ['inputs'])).toEqual([
        expect.objectContaining({ path: ['inputs'], constraint: 'type', expected: 'be a list of objects' }),
      ]);
    },
  );

  it('are not confused with an empty list', () => {
    expect(check.accepts([])).toBe(true);
    expect(check.violations([])).toEqual([]);
  });
});

describe('what every object inherits', () => {
  const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'];
  const required = defineContract({
    name: 'inherited',
    major: 1,
    title: 'Inherited names',
    task: regression({ target: 'y' }),
    features: Object.fromEntries(inherited.map((name) => [name, number({})])),
  });
  const optional = defineContract({
    name: 'inherited',
    major: 1,
    title: 'Inherited names',
    task: regression({ target: 'y' }),
    features: Object.fromEntries(inherited.map((name) => [name, number({ nullable: true })])),
  });

  it('does not stand in for a missing value', () => {
    const found = compileRowCheck(required).violations([{}]);
    expect(found.map(({ path, constraint }) => [path[1], constraint])).toEqual(
      inherited.map((name) => [name, 'required']),
    );
    expect(compileRowCheck(optional).accepts([{}])).toBe(true);
    expect(compileEncoder(optional)([{}]).data).toEqual(new Float32Array(5).fill(Number.NaN));
  });

  it('can be a feature that a row holds itself', () => {
    const row = Object.fromEntries(inherited.map((name, at) => [name, at]));
    expect(compileRowCheck(required).accepts([row])).toBe(true);
    expect(compileEncoder(required)([row]).data).toEqual(Float32Array.of(0, 1, 2, 3, 4));
  });

  it('cannot be slipped in through __proto__', () => {
    const row = JSON.parse('{"lotArea":1,"street":"Pave","__proto__":{"hasPool":"yes"}}');
    expect(only(row)).toMatchObject({ path: [0, '__proto__'], constraint: 'unknown' });
    expect(check.accepts([Object.create({ lotArea: 1, street: 'Pave' })])).toBe(false);
    expect(({} as Record<string, unknown>).hasPool).toBeUndefined();
  });
});

describe('categories by the name of their enum value', () => {
  const byName = compileRowCheck(contract, 'name');

  it('are exact', () => {
    expect(byName.accepts([{ ...good, street: 'commercial' }])).toBe(true);
    expect(byName.accepts([{ ...good, street: 'C (all)' }])).toBe(false);
    expect(byName.accepts([{ ...good, street: ' Pave' }])).toBe(false);
    expect(byName.violations([{ ...good, street: 'mud' }])[0].expected).toBe(
      'be one of Pave, Grvl, commercial',
    );
  });
});

describe('the answer to very wrong rows', () => {
  const wrong = { lotArea: 'x'.repeat(1_000_000), street: 'y'.repeat(1_000_000), colour: 1 };

  it('stops at the most violations that it was asked for', () => {
    const rows = Array.from({ length: mostViolations }, () => wrong);
    expect(check.violations(rows)).toHaveLength(mostViolations);
    expect(check.violations(rows, [], 4).map(({ path }) => path)).toEqual([
      [0, 'lotArea'],
      [0, 'street'],
      [0, 'colour'],
      [1, 'lotArea'],
    ]);
    expect(check.violations(rows, [], 0)).toEqual([]);
  });

  it('stays short, however long the values are', () => {
    for (const { message } of check.violations([wrong])) expect(message.length).toBeLessThan(400);
  });

  it('stays short, however many categories there are', () => {
    const values = Array.from({ length: 5000 }, (_, at) => `${'long '.repeat(30)}${at}`);
    const many = compileRowCheck(
      defineContract({
        name: 'many',
        major: 1,
        title: 'Many',
        task: regression({ target: 'y' }),
        features: { street: category({ values }) },
      }),
    );
    expect(many.violations([{ street: 'mud' }])[0].message.length).toBeLessThan(1500);
  });
});
