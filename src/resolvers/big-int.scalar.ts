import { GraphQLScalarType, Kind, print } from 'graphql';
import { exactOf, isDigits, shown } from '../contract';

/** A whole number of 64 bits as rows hold it: a number up to 2^53, beyond it a text of digits. */
export type BigIntValue = number | string;

/**
 * Whole numbers of 64 bits. Answers are strings of digits, for most clients hold JSON's numbers exactly to
 * 2^53 only; inputs may also be numbers up to there. Whether a dtype holds them is for the row check to say.
 */
export const GraphQLBigInt = new GraphQLScalarType<BigIntValue, string>({
  name: 'BigInt',
  description:
    'A whole number of up to 64 bits: a string of digits, so that none are lost. As an input also a number, up to 2^53.',
  serialize(value) {
    const text = String(value);
    if (!isDigits(text)) throw notWhole(shown(value));
    return text;
  },
  parseValue(value) {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    if (typeof value === 'string' && isDigits(value)) return value;
    throw notWhole(shown(value));
  },
  parseLiteral(node) {
    // The digits of a literal are all there.
    if (node.kind === Kind.INT && isDigits(node.value)) return exactOf(node.value);
    if (node.kind === Kind.STRING && isDigits(node.value)) return node.value;
    throw notWhole(print(node));
  },
});

/** Not a GraphQLError, to which GraphQL would not add the place. */
function notWhole(received: string): TypeError {
  return new TypeError(`It must be a whole number, as a string of digits beyond 2^53, got ${received}.`);
}
