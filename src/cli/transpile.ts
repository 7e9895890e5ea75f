import { SourceMap } from 'node:module';
import { PredictqlError } from '../contract';

/** A file of TypeScript or JavaScript as Node can run it. */
export interface TranspiledFile {
  /** CommonJS. */
  readonly code: string;
  /** Where a place in the code was written; both count from 1. */
  originalOf(line: number, column: number): { readonly line: number; readonly column: number } | undefined;
}

/**
 * Strips types and turns modules into CommonJS. Types are not checked, and no configuration of the place
 * where the file lies takes part: the same text always gives the same code.
 *
 * @param file - absolute path, for its extension and for messages
 * @param shownAs - what messages call it
 * @throws PredictqlError `DEFINITION_INVALID` on a syntax error, with its line and column
 */
export function transpile(text: string, file: string, shownAs: string): TranspiledFile {
  // Loaded here: the compiler is large, and most commands never meet a definition file.
  const { transformSync } = require('@swc/core') as typeof import('@swc/core');
  const isTypeScript = /\.[cm]?ts$/.test(file);
  try {
    const { code, map = '{}' } = transformSync(text.replace(/^\ufeff/, ''), {
      filename: file,
      swcrc: false,
      configFile: false,
      sourceMaps: true,
      isModule: 'unknown',
      jsc: {
        parser: isTypeScript
          ? { syntax: 'typescript', decorators: true }
          : { syntax: 'ecmascript', decorators: true },
        target: 'es2022',
      },
      module: { type: 'commonjs', importInterop: 'swc' },
    });
    const sourceMap = new SourceMap(JSON.parse(map));
    return {
      code,
      originalOf(line, column) {
        const entry = sourceMap.findEntry(line - 1, column - 1);
        if (!('originalLine' in entry)) return undefined;
        return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
      },
    };
  } catch (cause) {
    throw syntaxError((cause as Error).message, shownAs, cause);
  }
}

const placeOfError = /\[.*:(\d+):\d+\]\s*$/m;

function syntaxError(complaint: string, shownAs: string, cause: unknown): PredictqlError {
  const [, line] = placeOfError.exec(complaint) ?? [];
  const column = columnOf(complaint);
  const place = line === undefined ? '' : `, line ${line}${column === undefined ? '' : `, column ${column}`}`;
  const [first = ''] = complaint.split('\n');
  return new PredictqlError(
    'DEFINITION_INVALID',
    {
      subject: `${shownAs}${place}`,
      expected: 'be TypeScript or JavaScript that can be parsed',
      received: `a syntax error (${first.replace(/^\s*[x×]\s*/, '').trim()})`,
    },
    { cause },
  );
}

/**
 * The column of an error, which the compiler draws and does not tell: a caret below the line.
 * ```
 *  4 |   y: 2
 *    :   ^
 * ```
 */
function columnOf(complaint: string): number | undefined {
  const lines = complaint.split('\n');
  const drawn = lines.findIndex((line) => /^\s*[:·]\s+[\^─┬]/.test(line));
  const start = /^\s*\d+ [|│] /.exec(lines[drawn - 1] ?? '')?.[0].length;
  return start === undefined ? undefined : lines[drawn].search(/[\^─┬]/) - start + 1;
}
