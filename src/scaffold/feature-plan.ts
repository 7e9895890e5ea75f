import type { ValuedColumn } from '../profile';
import type { Code } from './literal';

/** What a column becomes in a definition. */
export type FeaturePlan =
  | {
      readonly use: 'feature';
      readonly column: ValuedColumn;
      /** The function that declares it. */
      readonly kind: 'number' | 'category' | 'boolean' | 'date';
      /** Options besides `source` and `nullable`. */
      readonly options: readonly (readonly [name: string, value: Code])[];
      /** What whoever reads the definition should know, in sentences. */
      readonly remarks: readonly string[];
    }
  | { readonly use: 'none'; readonly reason: string };

/** @param reason - goes on after the name of the column */
export function notUsed(reason: string): FeaturePlan {
  return { use: 'none', reason };
}
