import { featureNameOf } from '../../src/contract';
import { NameBook } from '../../src/importing/proposal/name-book';

describe('NameBook', () => {
  it.each([
    [
      ['a b', 'aB', 'a-b'],
      ['aB', 'aB_2', 'aB_3'],
    ],
    [
      ['!?', '?!'],
      ['input', 'input_2'],
    ],
    [
      ['constructor', 'toString'],
      ['constructor_2', 'toString_2'],
    ],
  ])('makes of %j the names %j', (texts, names) => {
    const book = new NameBook();
    expect(texts.map((text) => book.take(text, featureNameOf, 'input'))).toEqual(names);
  });
});
