import { statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { listed, PredictqlError, shown } from '../contract';
import type { ModelDefinition } from '../training';
import { assertDefinition, looksLikeDefinition } from './definition-shape';
import { codeExtensions, ModuleLoader } from './module-loader';
import { pathForPeople } from './path-for-people';

/** Whether a model is named by the path of a definition file: no name has a dot or a slash. */
export function isDefinitionPath(reference: string): boolean {
  return /[/\\]/.test(reference) || codeExtensions.includes(extname(reference));
}

/**
 * The model definition that a file exports: by default, or as its only one. A relative path of its data
 * starts at the folder of the file.
 *
 * @param path - from the working directory
 * @throws PredictqlError `DEFINITION_NOT_FOUND` when there is no such file; `DEFINITION_INVALID` when it
 *   cannot be loaded or exports no definition or several
 */
export function loadDefinition(path: string): ModelDefinition {
  const file = resolve(path);
  assertCodeFile(path, file);
  const exported = new ModuleLoader().load(file);
  const definition = chosen(exported, pathForPeople(file));
  assertDefinition(definition, pathForPeople(file));
  return located(definition, dirname(file));
}

function assertCodeFile(path: string, file: string): void {
  const subject = 'A definition file';
  let found: string | undefined;
  try {
    if (!statSync(file).isFile()) found = `${shown(path)}, which is no file`;
    else if (!codeExtensions.includes(extname(file))) found = shown(path);
  } catch (cause) {
    throw new PredictqlError(
      'DEFINITION_NOT_FOUND',
      {
        subject,
        expected: 'be there',
        received: `${shown(path)} (${(cause as NodeJS.ErrnoException).code})`,
        remedy: 'Check the path; a relative one starts at the working directory.',
      },
      { cause },
    );
  }
  if (found === undefined) return;
  throw new PredictqlError('DEFINITION_NOT_FOUND', {
    subject,
    expected: `be a file that ends in ${codeExtensions.join(', ')}`,
    received: found,
  });
}

/** The default export, or the one definition among the others; one that has two names counts once. */
function chosen(exported: unknown, shownAs: string): unknown {
  if (looksLikeDefinition(exported)) return exported;
  const named = Object.entries(typeof exported === 'object' && exported !== null ? exported : {}).filter(
    ([name]) => name !== '__esModule',
  );
  const byDefault = named.find(([name]) => name === 'default')?.[1];
  if (byDefault !== undefined) return byDefault;
  const definitions = named.filter(([, value]) => looksLikeDefinition(value));
  if (new Set(definitions.map(([, value]) => value)).size === 1) return definitions[0][1];
  const names = (entries: typeof named) => listed(entries.map(([name]) => name));
  throw new PredictqlError('DEFINITION_INVALID', {
    subject: shownAs,
    expected: 'export one model definition',
    received:
      definitions.length > 0
        ? names(definitions)
        : named.length > 0
          ? `${names(named)}, none of which is one`
          : 'no export',
    remedy:
      definitions.length > 0
        ? 'Export the one that is meant by default, or leave the others to files of their own.'
        : 'Write it as: export const name = defineModel({ ... }).',
  });
}

/** Two letters at least before the colon: one letter is a drive of Windows. */
const address = /^[a-z][a-z0-9+.-]+:\/\//i;

function located(definition: ModelDefinition, folder: string): ModelDefinition {
  const { data } = definition;
  const path = address.test(data.path) ? data.path : resolve(folder, data.path);
  return Object.freeze({ ...definition, data: Object.freeze({ ...data, path }) });
}
