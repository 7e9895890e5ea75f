import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PredictCommandOptions, predictCommand } from '../../src/cli/predict';
import { trainCommand } from '../../src/cli/train';
import { memoryTerminal } from '../support/memory-terminal';
import { sharedTemporaryFolder } from '../support/temporary-folder';

const folder = sharedTemporaryFolder();
const path = (name: string) => join(folder, name);
const registry = path('registry');
const definition = path('rents.model.ts');

/** Decimal commas, and texts for nothing: one everywhere, one in a single column. */
const rows = Array.from({ length: 60 }, (_, row) => {
  const area = row % 11 === 0 ? 'NA' : `${20 + (row % 13)},5`;
  return `${area};${row % 7 === 0 ? 'k.A.' : row % 5};${(row % 13) * 10 + 200}`;
});

async function predict(input: string, options: Partial<PredictCommandOptions>): Promise<object[]> {
  const out = path('predictions.json');
  await predictCommand('rents', { registry, in: path(input), out, ...options }, memoryTerminal());
  return JSON.parse(readFileSync(out, 'utf8')) as object[];
}

beforeAll(async () => {
  writeFileSync(path('rents.csv'), `area;rooms;rent\n${rows.join('\n')}\n`);
  writeFileSync(
    definition,
    `import { boosting, csv, defineModel, number, regression } from 'predictql';
    export const rents = defineModel({
      name: 'rents', major: 1, title: 'Rents', task: regression({ target: 'rent' }),
      features: { area: number({ nullable: true }), rooms: number({ nullable: true }) },
      data: csv('rents.csv', { decimal: ',', missing: ['NA'], missingIn: { rooms: ['k.A.'], rent: ['?'] } }),
      pipeline: [], estimator: boosting({ trees: 20, minChildWeight: 1 }),
    });`,
  );
  await trainCommand([definition], { registry, seed: 0, holdout: 0.1 }, memoryTerminal());
});

describe('predictql predict', () => {
  it('reads a file as a definition reads its data', async () => {
    await expect(predict('rents.csv', {})).rejects.toMatchObject({ code: 'CELL_INVALID' });
    expect(await predict('rents.csv', { like: definition })).toHaveLength(60);
  });

  it('needs no column that only its data has', async () => {
    const whole = await predict('rents.csv', { like: definition });
    writeFileSync(path('new.csv'), `area;rooms\n${rows.map((row) => row.replace(/;\d+$/, '')).join('\n')}\n`);
    expect(await predict('new.csv', { like: definition })).toEqual(whole);
  });

  it('takes over what means nothing where the format is another', async () => {
    const whole = await predict('rents.csv', { like: definition });
    const objects = rows.map((row) => {
      const [area, rooms] = row.split(';');
      return { area: area === 'NA' ? area : Number(area.replace(',', '.')), rooms };
    });
    writeFileSync(path('new.json'), JSON.stringify(objects));
    expect(await predict('new.json', { like: definition })).toEqual(whole);
  });

  it('is told single texts too', async () => {
    writeFileSync(path('plain.csv'), 'area,rooms\n21.5,?\nNA,2\n');
    await expect(predict('plain.csv', { missing: ['NA'] })).rejects.toMatchObject({ code: 'CELL_INVALID' });
    expect(await predict('plain.csv', { missing: ['NA', '?'] })).toHaveLength(2);
    expect(await predict('plain.csv', { missing: ['?'], like: definition })).toHaveLength(2);
  });

  it('refuses a definition that is not there', async () => {
    await expect(predict('plain.csv', { like: path('nowhere.ts') })).rejects.toMatchObject({
      code: 'DEFINITION_NOT_FOUND',
    });
  });
});
