import { boolean, category, date, number, type RowOf, type ValueOf } from '../../src/contract';

/** Types that must hold; `npx tsc -p .` is the test. Nothing in here runs. */

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const features = {
  lotArea: number({ source: 'Lot_Area', min: 1, integer: true }),
  frontage: number({ nullable: true }),
  street: category({ values: ['Pave', { value: 'C (all)', name: 'commercial' }] }),
  alley: category({ values: ['Gravel', 'Paved'], nullable: true }),
  agent: category({ open: true, values: ['ann', 'bob'] }),
  buyer: category({ open: true }),
  hasPool: boolean({}),
  isNew: boolean({ nullable: true }),
  sold: date({ min: '2006-01-01' }),
  resold: date({ nullable: true }),
  firm: number({ nullable: false }),
};
type House = RowOf<typeof features>;

// What a value is.
export const aNumber: Same<ValueOf<typeof features.lotArea>, number> = true;
export const aBoolean: Same<ValueOf<typeof features.hasPool>, boolean> = true;
export const aDay: Same<ValueOf<typeof features.sold>, string> = true;
export const closed: Same<ValueOf<typeof features.street>, 'Pave' | 'C (all)'> = true;
export const openWithVocabulary: Same<ValueOf<typeof features.agent>, string> = true;
export const open: Same<ValueOf<typeof features.buyer>, string> = true;

// What a row is.
export const nullableIsOptional: Same<House['frontage'], number | null | undefined> = true;
export const requiredIsNot: Same<House['firm'], number> = true;
export const nullableCategory: Same<House['alley'], 'Gravel' | 'Paved' | null | undefined> = true;
export const nullableBoolean: Same<House['isNew'], boolean | null | undefined> = true;
export const nullableDay: Same<House['resold'], string | null | undefined> = true;

const least = {
  lotArea: 1,
  street: 'Pave',
  agent: 'carl',
  buyer: '',
  hasPool: true,
  sold: '2007-01-01',
  firm: 1,
} as const;

export const good: House = least;
export const withNulls: House = { ...least, frontage: null, alley: null, isNew: null, resold: null };
export const withValues: House = { ...least, frontage: 1.5, alley: 'Paved', street: 'C (all)', isNew: false };

// @ts-expect-error a required feature is missing
export const missing: House = {
  street: 'Pave',
  agent: '',
  buyer: '',
  hasPool: true,
  sold: '2007-01-01',
  firm: 1,
};
// @ts-expect-error a required feature is null
export const nulled: House = { ...least, lotArea: null };
// @ts-expect-error not a category
export const wrongLiteral: House = { ...least, street: 'Grvl' };
// @ts-expect-error the name of a category is not its value
export const nameForValue: House = { ...least, street: 'commercial' };
// @ts-expect-error a category is not just any string
export const anyString: House = { ...least, street: String('Pave') };
// @ts-expect-error a nullable category is still a category
export const wrongNullable: House = { ...least, alley: 'Mud' };
// @ts-expect-error a number is not a string
export const numberAsText: House = { ...least, lotArea: '1' };
// @ts-expect-error a boolean is not a number
export const booleanAsNumber: House = { ...least, hasPool: 1 };
// @ts-expect-error a day is not a Date
export const dayAsDate: House = { ...least, sold: new Date() };
// @ts-expect-error a feature that is none
export const unknownFeature: House = { ...least, pool: 1 };

// A list of values that is made at run time has no literals to hold a row to.
const list: readonly string[] = ['a', 'b'];
export const listed = category({ values: list });
export const anyText: Same<ValueOf<typeof listed>, string> = true;

// Options.
// @ts-expect-error misspelt, beside an option that exists
export const misspelt = number({ source: 'x', nulable: true });
// @ts-expect-error an option of another kind
export const ofAnotherKind = category({ values: ['a'], min: 1 });
// @ts-expect-error an example of another type
export const wrongExample = boolean({ example: 'yes' });
// @ts-expect-error dates have no values
export const wrongDate = date({ source: 'x', values: ['2020-01-01'] });
// @ts-expect-error a category is a text
export const numberCategory = category({ values: [1, 2] });
