import type { DocumentLimits } from './document-limits';
import { tooComplex } from './too-complex';

const useVariables = 'Send rows as variables, or in several requests.';

const code = (character: string) => character.charCodeAt(0);
const [hash, quote, backslash, dot, at] = ['#', '"', '\\', '.', '@'].map(code);
const [openParen, closeParen, openBrace, closeBrace] = ['(', ')', '{', '}'].map(code);
const [openBracket, closeBracket] = ['[', ']'].map(code);
const [lineFeed, carriageReturn, byteOrderMark] = [0x0a, 0x0d, 0xfeff];

/** By character code: what continues a name or a number. */
const continues = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-') {
  continues[code(character)] = 1;
}

/** By character code: what GraphQL ignores between tokens. */
const ignored = new Uint8Array(128);
for (const character of ' \t\n\r,') ignored[code(character)] = 1;

/**
 * Reads a document once from end to end, makes nothing of it and stops at the first limit: it is what
 * stands before the parser, which builds a tree and calls itself at every level of it. A document that is
 * no GraphQL may pass; the parser then says what is wrong with it.
 *
 * @returns the document without its arguments and variable definitions; most of what there is to measure is
 *   in the selections, while most of the text may be rows
 * @throws PredictqlError `QUERY_TOO_COMPLEX`
 */
export function scanSource(source: string, limits: DocumentLimits): string {
  const { length } = source;
  if (length > limits.maxLength)
    throw tooComplex(`have at most ${limits.maxLength} characters`, length, useVariables);
  const pieces: string[] = [];
  let pieceStart = 0;
  let selectionTokens = 0;
  let argumentTokens = 0;
  let directives = 0;
  let depth = 0;
  // Above 0 within arguments.
  let argumentDepth = 0;

  for (let index = 0; index < length; ) {
    const character = source.charCodeAt(index);
    if (character < 128 ? ignored[character] === 1 : character === byteOrderMark) {
      index++;
      continue;
    }
    if (character === hash) {
      index = endOfLine(source, index);
      continue;
    }
    if (argumentDepth === 0) selectionTokens++;
    else argumentTokens++;
    if (selectionTokens > limits.maxSelectionTokens) {
      throw tooComplex(`have at most ${limits.maxSelectionTokens} tokens outside of arguments`, 'more');
    }
    if (argumentTokens > limits.maxArgumentTokens) {
      throw tooComplex(`have at most ${limits.maxArgumentTokens} tokens in arguments`, 'more', useVariables);
    }
    switch (character) {
      case quote:
        index = endOfString(source, index);
        continue;
      case at:
        if (++directives > limits.maxDirectives) {
          throw tooComplex(`have at most ${limits.maxDirectives} directives`, 'more');
        }
        break;
      case openParen:
        if (argumentDepth++ === 0) pieces.push(source.slice(pieceStart, index));
        break;
      case openBrace:
      case openBracket:
        if (argumentDepth > 0) argumentDepth++;
        else depth++;
        break;
      case closeParen:
      case closeBrace:
      case closeBracket:
        if (argumentDepth === 0) depth--;
        else if (--argumentDepth === 0) pieceStart = index + 1;
        break;
      case dot:
        // A spread is one token; the dot of a number is in the midst of one.
        index += source.startsWith('...', index) ? 3 : 1;
        continue;
      default:
        index = endOfWord(source, index);
        continue;
    }
    if (depth > limits.maxDepth) throw tooComplex(`nest at most ${limits.maxDepth} levels deep`, 'more');
    if (argumentDepth > limits.maxArgumentDepth) {
      throw tooComplex(`nest at most ${limits.maxArgumentDepth} levels deep in arguments`, 'more');
    }
    index++;
  }
  if (argumentDepth === 0) pieces.push(source.slice(pieceStart));
  return pieces.join(' ');
}

function endOfLine(source: string, start: number): number {
  let index = start;
  for (; index < source.length; index++) {
    const character = source.charCodeAt(index);
    if (character === lineFeed || character === carriageReturn) break;
  }
  return index;
}

/** Past a name or a number, and past anything else by one. */
function endOfWord(source: string, start: number): number {
  let index = start + 1;
  for (; index < source.length; index++) {
    const character = source.charCodeAt(index);
    if (character === dot ? source.charCodeAt(index + 1) === dot : continues[character] !== 1) break;
  }
  return index;
}

function endOfString(source: string, start: number): number {
  if (source.startsWith('"""', start)) {
    let end = source.indexOf('"""', start + 3);
    while (end > 0 && source.charCodeAt(end - 1) === backslash) end = source.indexOf('"""', end + 3);
    return end < 0 ? source.length : end + 3;
  }
  for (let index = start + 1; index < source.length; index++) {
    const character = source.charCodeAt(index);
    if (character === quote) return index + 1;
    if (character === lineFeed || character === carriageReturn) return index;
    if (character === backslash) index++;
  }
  return source.length;
}
