import { assertAliasName, PredictqlError } from '../contract';
import { listAliasesOf, listAliasMajors } from './aliases';
import { assertMajor } from './major';
import { versionNotFound } from './not-found';
import type { ObjectStore } from './store';

/** The major that a model and an alias mean, see `Registry.aliasMajor`. */
export async function aliasMajor(
  store: ObjectStore,
  model: string,
  alias: string | undefined,
  major: number | undefined,
): Promise<number> {
  if (alias !== undefined) assertAliasName(alias);
  if (major !== undefined) {
    assertMajor(major);
    return major;
  }
  const majors = await majorsWith(store, model, alias);
  if (majors.length === 1) return majors[0];
  if (majors.length === 0) throw await versionNotFound(store, model, alias ?? 'production');
  throw new PredictqlError('MAJOR_AMBIGUOUS', {
    subject: alias === undefined ? `The aliases of ${model}` : `Alias '${alias}' of ${model}`,
    expected: 'be asked for of one major',
    received: `majors ${majors.join(', ')}`,
    remedy: `Name one: ${model}@${majors[majors.length - 1]} on the command line, major: ${majors[majors.length - 1]} in GraphQL.`,
  });
}

async function majorsWith(store: ObjectStore, model: string, alias: string | undefined): Promise<number[]> {
  const majors = await listAliasMajors(store, model);
  if (alias === undefined || majors.length < 2) return majors;
  const found: number[] = [];
  for (const major of majors) {
    const aliases = await listAliasesOf(store, model, major);
    if (aliases.some((candidate) => candidate.alias === alias)) found.push(major);
  }
  return found;
}
