import { type Category, categoryNameOf } from '../../contract';
import { NameBook } from './name-book';

/** Texts as the values of an enum, each with a name that GraphQL can hold. */
export function categoriesOf(values: readonly string[]): Category[] {
  const names = new NameBook();
  return values.map((value, index) => ({
    name: names.take(value, categoryNameOf, `value_${index + 1}`),
    value,
  }));
}
