import { categoryNameOf, PredictqlError } from '../contract';
import { type Code, listCode, objectCode, textLiteral } from './literal';
import { NameGiver } from './names';

/** The code of a list of categories; those whose name is not made from their value alone have it beside. */
export function categoryList(values: readonly string[]): Code {
  const names = new NameGiver();
  return listCode(
    values.map((value, place) => {
      const name = names.category(value, place);
      if (name === usualName(value)) return textLiteral(value);
      return objectCode([
        ['value', textLiteral(value)],
        ['name', textLiteral(name)],
      ]);
    }),
  );
}

function usualName(value: string): string | undefined {
  try {
    return categoryNameOf(value);
  } catch (error) {
    if (error instanceof PredictqlError && error.code === 'CONTRACT_INVALID') return undefined;
    throw error;
  }
}
