import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { isNativeError } from 'node:util/types';
import { compileFunction } from 'node:vm';
import { PredictqlError, shown } from '../contract';
import { pathForPeople } from './path-for-people';
import { type TranspiledFile, transpile } from './transpile';

/** Extensions of files that are code, in the order in which an import without an extension looks for them. */
export const codeExtensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** What an import of `./x.js` may mean where only the TypeScript is there. */
const typescriptOf: Readonly<Record<string, string>> = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' };

interface LoadedModule {
  exports: unknown;
}

type Compiled = (
  exports: unknown,
  require: (specifier: string) => unknown,
  module: LoadedModule,
  filename: string,
  dirname: string,
) => void;

/**
 * Loads code that is no part of this package, wherever it lies: relative imports may be of TypeScript,
 * JavaScript and JSON, `predictql` is this very package, and other packages are looked for from the file.
 */
export class ModuleLoader {
  readonly #modules = new Map<string, LoadedModule>();
  readonly #transpiled = new Map<string, TranspiledFile>();

  /**
   * What a file exports.
   *
   * @param file - absolute path
   * @throws PredictqlError `DEFINITION_INVALID` when it, or a file that it imports, cannot be read, parsed or
   *   run to its end; errors of the catalogue that it throws itself pass as they are
   */
  load(file: string): unknown {
    try {
      return this.#load(file).exports;
    } catch (cause) {
      if (cause instanceof PredictqlError) throw cause;
      throw new PredictqlError(
        'DEFINITION_INVALID',
        {
          subject: this.#placeOf(cause) ?? pathForPeople(file),
          expected: 'run without an error',
          received: isNativeError(cause) ? `${cause.name}: ${firstLine(cause.message)}` : shown(cause),
        },
        { cause },
      );
    }
  }

  #load(file: string): LoadedModule {
    const known = this.#modules.get(file);
    if (known !== undefined) return known;
    const module: LoadedModule = { exports: {} };
    // Before it runs: two files may import each other.
    this.#modules.set(file, module);
    const text = readFileSync(file, 'utf8');
    if (extname(file) === '.json') {
      module.exports = parseJson(text, file);
      return module;
    }
    const transpiled = transpile(text, file, pathForPeople(file));
    this.#transpiled.set(file, transpiled);
    const run = compileFunction(
      transpiled.code,
      ['exports', 'require', 'module', '__filename', '__dirname'],
      { filename: file },
    ) as Compiled;
    run(module.exports, (specifier) => this.#require(specifier, file), module, file, dirname(file));
    return module;
  }

  #require(specifier: string, from: string): unknown {
    if (specifier === 'predictql') return require('../index');
    if (!/^(?:\.{1,2}(?:\/|$)|\/)/.test(specifier)) return requirePackage(specifier, from);
    const path = resolve(dirname(from), specifier);
    const file = candidates(path).find(isFile);
    if (file !== undefined) return this.#load(file).exports;
    throw new PredictqlError('DEFINITION_INVALID', {
      subject: `The import of ${shown(specifier)} in ${pathForPeople(from)}`,
      expected: 'name a file that is there',
      received: pathForPeople(path),
    });
  }

  /** Where in the text of a loaded file an error comes from: `prices.model.ts, line 3, column 7`. */
  #placeOf(error: unknown): string | undefined {
    if (!isNativeError(error)) return undefined;
    for (const [, file, line, column = '1'] of (error.stack ?? '').matchAll(stackPlace)) {
      const original = this.#transpiled.get(file)?.originalOf(Number(line), Number(column));
      if (original === undefined) continue;
      return `${pathForPeople(file)}, line ${original.line}, column ${original.column}`;
    }
    return undefined;
  }
}

/** `at f (/a/b.ts:1:2)`, `at /a/b.ts:1:2`; of code that cannot be compiled `/a/b.ts:1` is the first line. */
const stackPlace = /^(?:\s+at (?:.*\()?)?(\/.*?|[A-Za-z]:\\.*?):(\d+)(?::(\d+))?\)?$/gm;

function candidates(path: string): string[] {
  const extension = extname(path);
  const typescript = typescriptOf[extension];
  return [
    path,
    ...(typescript === undefined ? [] : [path.slice(0, -extension.length) + typescript]),
    ...[...codeExtensions, '.json'].map((candidate) => path + candidate),
    ...codeExtensions.map((candidate) => resolve(path, `index${candidate}`)),
  ];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function requirePackage(specifier: string, from: string): unknown {
  try {
    return createRequire(from)(specifier);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_REQUIRE_ESM') throw cause;
    throw new PredictqlError(
      'DEFINITION_INVALID',
      {
        subject: `The import of ${shown(specifier)} in ${pathForPeople(from)}`,
        expected:
          code === 'ERR_REQUIRE_ESM'
            ? 'be a package that require() can load'
            : 'be a package that is installed',
        received: firstLine((cause as Error).message),
        remedy: code === 'ERR_REQUIRE_ESM' ? undefined : 'Install it where the file lies.',
      },
      { cause },
    );
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new PredictqlError(
      'DEFINITION_INVALID',
      { subject: pathForPeople(file), expected: 'be JSON', received: (cause as Error).message },
      { cause },
    );
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0];
}
