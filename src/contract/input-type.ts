import type { AnyFeatureSpec, CategoryOptions, FeatureSpec, FeatureSpecs } from './define-contract';

/** The TypeScript value of one feature in a row of data. */
export type ValueOf<Spec extends AnyFeatureSpec> =
  Spec extends FeatureSpec<'number', infer _>
    ? number
    : Spec extends FeatureSpec<'boolean', infer _>
      ? boolean
      : Spec extends FeatureSpec<'category', infer Options>
        ? CategoryValue<Options>
        : string;

type CategoryValue<Options> = Options extends { readonly open: true }
  ? string
  : Options extends { readonly values: infer Values extends NonNullable<CategoryOptions['values']> }
    ? Values[number] extends infer Value
      ? Value extends { readonly value: infer Text }
        ? Text
        : Value
      : never
    : string;

type NullableNames<Specs extends FeatureSpecs> = {
  [Name in keyof Specs]: Specs[Name]['options'] extends { readonly nullable: true } ? Name : never;
}[keyof Specs];

/**
 * One row of data as the definition's features describe it: nullable features are optional and may be
 * null, a closed category is the union of its values.
 */
export type RowOf<Specs extends FeatureSpecs> = {
  [Name in Exclude<keyof Specs, NullableNames<Specs>>]: ValueOf<Specs[Name]>;
} & {
  [Name in NullableNames<Specs>]?: ValueOf<Specs[Name]> | null;
};
