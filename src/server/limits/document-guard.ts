import { type DocumentNode, Kind, parse, visit } from 'graphql';
import { PredictqlError } from '../../contract';
import { BoundedCache } from '../bounded-cache';
import type { DocumentLimits } from './document-limits';
import type { DocumentMeasure } from './measure-document';
import { scanSource } from './scan-source';
import { tooComplex } from './too-complex';

/**
 * Lets a document pass or throws.
 *
 * @throws PredictqlError `QUERY_TOO_COMPLEX`
 */
export type DocumentGuard = (source: string) => void;

/** Documents repeat, apart from those that hold rows, which are long: together at most 8 MB. */
const [mostRemembered, longestRemembered] = [500, 16 * 1024];

/**
 * Judges documents before GraphQL parses and validates them, which is where a hostile one would do its
 * harm: first the text, then the selections. The verdict is remembered.
 */
export function createDocumentGuard(limits: DocumentLimits, measure: DocumentMeasure): DocumentGuard {
  const verdicts = new BoundedCache<string, PredictqlError | 'passes'>(mostRemembered);
  return (source) => {
    const known = verdicts.get(source);
    const verdict = known ?? judge(source, limits, measure);
    if (known === undefined && source.length <= longestRemembered) verdicts.set(source, verdict);
    if (verdict !== 'passes') throw verdict;
  };
}

function judge(source: string, limits: DocumentLimits, measure: DocumentMeasure): PredictqlError | 'passes' {
  try {
    const outline = parsed(scanSource(source, limits));
    if (outline !== undefined) assertWithin(outline, limits, measure);
    return 'passes';
  } catch (error) {
    if (error instanceof PredictqlError) return error;
    throw error;
  }
}

/** Nothing for a document that is no GraphQL: who reads the whole of it explains that best. */
function parsed(outline: string): DocumentNode | undefined {
  try {
    return parse(outline, { noLocation: true });
  } catch {
    return undefined;
  }
}

function assertWithin(document: DocumentNode, limits: DocumentLimits, measure: DocumentMeasure): void {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
  if (fragments > limits.maxFragments) {
    throw tooComplex(`have at most ${limits.maxFragments} fragments`, fragments);
  }
  visit(document, {
    enter(node) {
      const directives = 'directives' in node ? (node.directives?.length ?? 0) : 0;
      if (directives > limits.maxDirectivesInPlace) {
        throw tooComplex(`have at most ${limits.maxDirectivesInPlace} directives in one place`, directives);
      }
    },
  });
  const { depth, aliases, fields, values, rowValues } = measure(document);
  if (depth > limits.maxDepth) throw tooComplex(`nest at most ${limits.maxDepth} levels deep`, depth);
  if (aliases > limits.maxAliases) throw tooComplex(`have at most ${limits.maxAliases} aliases`, aliases);
  if (fields > limits.maxFields) throw tooComplex(`select at most ${limits.maxFields} fields`, fields);
  if (values + rowValues > limits.maxComplexity) {
    throw tooComplex(`ask for at most ${limits.maxComplexity} values`, values + rowValues);
  }
}
