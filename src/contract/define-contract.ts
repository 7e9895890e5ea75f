import { type Contract, sealContract } from './contract';
import type { Category, Feature } from './feature';
import { categoryNameOf } from './names';
import type { Target } from './target';

/** A category as a definition may write it: its value, or its value with a name of its own. */
export type CategorySpec =
  | string
  | { readonly value: string; readonly name?: string; readonly description?: string };

interface CommonOptions {
  /** Column of the data; the feature's name when left out. */
  readonly source?: string;
  readonly description?: string;
  readonly unit?: string;
  /** Whether a value may be missing. Default false. */
  readonly nullable?: boolean;
}

export interface NumberOptions extends CommonOptions {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** Numbers that the data writes for "missing"; needs `nullable: true`. */
  readonly missingValues?: readonly number[];
  readonly example?: number;
}

export interface CategoryOptions extends CommonOptions {
  readonly values?: readonly CategorySpec[];
  /** Whether unseen values are allowed; the GraphQL type is then String. Default false. */
  readonly open?: boolean;
  readonly example?: string;
}

export interface BooleanOptions extends CommonOptions {
  /** How the data spells true and false, when not yes/no, y/n, true/false, t/f or 1/0. */
  readonly spelling?: { readonly true: string; readonly false: string };
  readonly example?: boolean;
}

export interface DateOptions extends CommonOptions {
  /** Earliest day, `YYYY-MM-DD`. */
  readonly min?: string;
  /** Latest day, `YYYY-MM-DD`. */
  readonly max?: string;
  readonly example?: string;
}

/** A feature that waits for its name; the options keep their literal types for inference. */
export interface FeatureSpec<Kind extends Feature['kind'] = Feature['kind'], Options = unknown> {
  readonly kind: Kind;
  readonly options: Options;
}

export type AnyFeatureSpec =
  | FeatureSpec<'number', NumberOptions>
  | FeatureSpec<'category', CategoryOptions>
  | FeatureSpec<'boolean', BooleanOptions>
  | FeatureSpec<'date', DateOptions>;

export type FeatureSpecs = Readonly<Record<string, AnyFeatureSpec>>;

/** Refuses options that do not exist, which a type parameter alone would let through. */
type NoOthers<O, Known> = O & { readonly [Name in Exclude<keyof O, keyof Known>]: never };

/** A number; GraphQL Int when `integer`, else Float. Held as float32: whole numbers are exact to 2^24. */
export function number<const O extends NumberOptions>(
  options: NoOthers<O, NumberOptions>,
): FeatureSpec<'number', O> {
  return { kind: 'number', options };
}

/** One of a list of texts: a GraphQL enum, or a String when `open`. */
export function category<const O extends CategoryOptions>(
  options: NoOthers<O, CategoryOptions>,
): FeatureSpec<'category', O> {
  return { kind: 'category', options };
}

/** True or false. */
export function boolean<const O extends BooleanOptions>(
  options: NoOthers<O, BooleanOptions>,
): FeatureSpec<'boolean', O> {
  return { kind: 'boolean', options };
}

/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export function date<const O extends DateOptions>(options: NoOthers<O, DateOptions>): FeatureSpec<'date', O> {
  return { kind: 'date', options };
}

export interface RegressionOptions {
  /** GraphQL field name of the prediction. */
  readonly target: string;
  readonly source?: string;
  readonly description?: string;
  readonly unit?: string;
  /** `log`: fit on the logarithm of a positive target; the model answers in the target's own unit. */
  readonly transform?: 'log';
}

export interface ClassificationOptions {
  /** Name of the target. */
  readonly target: string;
  readonly source?: string;
  readonly description?: string;
  /** The classes in the order of their probabilities. */
  readonly classes: readonly CategorySpec[];
  /** The class that binary metrics count as positive. */
  readonly positive?: string;
}

export type TaskSpec =
  | { readonly task: 'regression'; readonly options: RegressionOptions }
  | { readonly task: 'classification'; readonly options: ClassificationOptions };

/** Predict a number. */
export function regression(options: RegressionOptions): TaskSpec {
  return { task: 'regression', options };
}

/** Predict one of several classes, with probabilities. */
export function classification(options: ClassificationOptions): TaskSpec {
  return { task: 'classification', options };
}

/** The part of a model definition that clients can see. */
export interface ContractSpec {
  readonly name: string;
  readonly major: number;
  readonly title: string;
  readonly description?: string;
  readonly task: TaskSpec;
  readonly features: FeatureSpecs;
  readonly deprecation?: string;
}

/**
 * The sealed contract of a definition, features in the order they are written.
 *
 * @throws PredictqlError `CONTRACT_INVALID` or `NAME_INVALID`, see {@link sealContract}
 */
export function defineContract(spec: ContractSpec): Contract {
  return sealContract({
    model: spec.name,
    major: spec.major,
    title: spec.title,
    ...present({ description: spec.description, deprecation: spec.deprecation }),
    features: Object.entries(spec.features).map(([name, feature]) => featureOf(name, feature)),
    target: targetOf(spec.task),
  });
}

// Options that are not known here go on into the contract, whose schema refuses and names them: a
// misspelt `nullable` must not be lost.

function featureOf(name: string, { kind, options }: AnyFeatureSpec): Feature {
  const { source = name, nullable = false } = options;
  switch (kind) {
    case 'number': {
      const { missingValues, integer = false, ...others } = options;
      const missing = missingValues && [...missingValues];
      return { ...present({ ...others, missingValues: missing }), name, source, nullable, kind, integer };
    }
    case 'category': {
      const { open = false, values = [], ...others } = options;
      return { ...present(others), name, source, nullable, kind, open, categories: values.map(categoryOf) };
    }
    case 'boolean':
      return { ...present({ ...options }), name, source, nullable, kind };
    case 'date':
      return { ...present({ ...options }), name, source, nullable, kind };
    default:
      return kind satisfies never;
  }
}

function targetOf({ task, options }: TaskSpec): Target {
  if (task === 'regression') {
    // How the target is fitted is no business of clients.
    const { target: name, source = name, transform: _, ...others } = options;
    return { ...present(others), name, source, task };
  }
  const { target: name, source = name, classes, ...others } = options;
  return { ...present(others), name, source, task, classes: classes.map(categoryOf) };
}

function categoryOf(spec: CategorySpec): Category {
  const {
    value,
    name = categoryNameOf(String(value)),
    ...others
  } = typeof spec === 'object' ? spec : { value: spec };
  return { ...present(others), name, value };
}

/** The entries that have a value, so that plain data never holds `undefined`. */
function present<T extends Record<string, unknown>>(
  entries: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as never;
}
