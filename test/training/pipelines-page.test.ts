import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as estimators from '../../src/training/estimators';
import * as features from '../../src/training/features';
import * as selection from '../../src/training/selection';

const page = readFileSync(join(__dirname, '../../docs/pipelines.md'), 'utf8');

/** The names in the first column of the table under a heading. */
function namesUnder(heading: string): string[] {
  const [, section] = page.split(`## ${heading}\n`);
  const [table] = section.split('\n## ');
  return [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
}

function functionsOf(room: object): string[] {
  return Object.entries(room)
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name);
}

describe('the page on pipelines', () => {
  it.each([
    ['Steps', features],
    ['Selection', selection],
    ['Estimators', estimators],
  ])('names all %s', (heading, room) => {
    expect(namesUnder(heading).sort()).toEqual(functionsOf(room).sort());
  });
});
