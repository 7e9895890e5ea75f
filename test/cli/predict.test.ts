import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDuckDb } from '../../src/data/duckdb';
import { housePrice } from '../../src/models/house-price';
import { amesCsv, amesRows } from '../support/ames';
import { runCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { useTrainedRegistry } from '../support/trained-registry';

jest.setTimeout(60_000);

const location = useTrainedRegistry(0, 7);
const folder = sharedTemporaryFolder();
const path = (name: string) => join(folder, name);

function predict(name: string, ...args: readonly string[]) {
  return runCli(['predict', name, '--registry', location, ...args], { cwd: folder });
}

/** The prices in a CSV text. */
function pricesIn(csv: string): number[] {
  const [header, ...lines] = csv.trimEnd().split('\n');
  expect(header).toBe('salePrice');
  return lines.map(Number);
}

/** What the first three houses are said to cost; every other way to ask must answer the same. */
let prices: number[];

beforeAll(async () => {
  writeFileSync(path('rows.csv'), amesCsv(3));
  const { code, stdout, stderr } = await predict('house-price', '--in', 'rows.csv');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: '  0 %  reading rows.csv\n100 %  predicting with house-price@1.0.0\n',
  });
  prices = pricesIn(stdout);
});

describe('predictql predict', () => {
  it('prints reasonable prices in the order of the rows', () => {
    const sold = amesRows(3).map((row) => Number(row.Sale_Price));
    expect(prices).toHaveLength(3);
    for (const [row, price] of prices.entries()) expect(Math.abs(price / sold[row] - 1)).toBeLessThan(0.3);
  });

  it('reads JSON, by the names of the data or of the contract', async () => {
    const sources = Object.entries(housePrice.features).map(
      ([name, { options }]) => [name, options.source ?? name] as const,
    );
    const renamed = amesRows(3).map((row) =>
      Object.fromEntries(sources.map(([name, source]) => [name, row[source]])),
    );
    writeFileSync(path('rows.json'), JSON.stringify(amesRows(3)));
    writeFileSync(path('renamed.json'), JSON.stringify(renamed));
    for (const file of ['rows.json', 'renamed.json']) {
      expect(pricesIn((await predict('house-price', '--in', file)).stdout)).toEqual(prices);
    }
  });

  it('reads Parquet', async () => {
    await withDuckDb((connection) =>
      connection.run(`COPY (FROM read_csv('${path('rows.csv')}')) TO '${path('rows.parquet')}'`),
    );
    expect(pricesIn((await predict('house-price', '--in', 'rows.parquet')).stdout)).toEqual(prices);
  });

  it('passes over columns that the model does not know', async () => {
    const lines = amesCsv(3).trimEnd().split('\n');
    const more = lines.map((line, row) => `${line},${row === 0 ? 'Remark' : 'a "quoted" remark'}`);
    writeFileSync(
      path('more.csv'),
      `${more.join('\n').replaceAll('a "quoted" remark', '"a ""quoted"" remark"')}\n`,
    );
    expect(pricesIn((await predict('house-price', '--in', 'more.csv')).stdout)).toEqual(prices);
  });

  it('takes a nullable feature without a column for missing, as a query does', async () => {
    const rows = amesRows(3);
    writeFileSync(path('bare.json'), JSON.stringify(rows.map(({ Fence: _, Pool_Area: __, ...row }) => row)));
    writeFileSync(
      path('nulls.json'),
      JSON.stringify(rows.map((row) => ({ ...row, Fence: null, Pool_Area: null }))),
    );
    const bare = await predict('house-price', '--in', 'bare.json');
    expect(pricesIn(bare.stdout)).toEqual(
      pricesIn((await predict('house-price', '--in', 'nulls.json')).stdout),
    );
  });

  it('writes JSON to stdout', async () => {
    const { stdout, stderr } = await predict('house-price', '--in', 'rows.csv', '--json');
    expect(JSON.parse(stdout)).toEqual(prices.map((salePrice) => ({ salePrice })));
    expect(stderr).toBe('');
  });

  it('writes a CSV or JSON file and says so', async () => {
    const { code, stdout } = await predict('house-price', '--in', 'rows.csv', '--out', 'prices.csv');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '3 predictions of house-price@1.0.0 written to prices.csv\n',
    });
    expect(pricesIn(readFileSync(path('prices.csv'), 'utf8'))).toEqual(prices);
    const json = await predict('house-price', '--in', 'rows.csv', '--out', 'prices.json', '--json');
    expect(JSON.parse(json.stdout)).toEqual({ version: 'house-price@1.0.0', rows: 3, out: 'prices.json' });
    expect(JSON.parse(readFileSync(path('prices.json'), 'utf8'))).toEqual(
      prices.map((salePrice) => ({ salePrice })),
    );
  });

  it('asks the version that is named', async () => {
    const at = async (version: string) =>
      pricesIn((await predict(`house-price@${version}`, '--in', 'rows.csv')).stdout);
    expect(await at('production')).toEqual(prices);
    expect(await at('1.0.0')).toEqual(prices);
    expect(await at('1.1.0')).not.toEqual(prices);
  });

  it('predicts thousands of rows, each as it would alone', async () => {
    writeFileSync(path('many.csv'), amesCsv(2500));
    const { code, stdout, stderr } = await predict('house-price', '--in', 'many.csv');
    expect(code).toBe(0);
    expect(stderr.match(/ % {2}predicting/g)?.length).toBeGreaterThan(1);
    const many = pricesIn(stdout);
    expect(many).toHaveLength(2500);

    const [header, ...lines] = amesCsv(2500).trimEnd().split('\n');
    const some = [0, 1023, 1024, 1025, 2047, 2048, 2499];
    writeFileSync(path('some.csv'), `${[header, ...some.map((row) => lines[row])].join('\n')}\n`);
    const alone = pricesIn((await predict('house-price', '--in', 'some.csv')).stdout);
    expect(alone).toHaveLength(some.length);
    for (const [index, row] of some.entries()) {
      expect(Math.abs(many[row] / alone[index] - 1)).toBeLessThan(1e-6);
    }
  });
});

describe('what cannot be predicted', () => {
  const refused = async (message: RegExp, name: string, ...args: readonly string[]) => {
    const { code, stdout, stderr } = await predict(name, ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.slice(stderr.lastIndexOf(' %  ') + 1)).toMatch(message);
  };

  it('is named by file, row, column and value', async () => {
    const [header, first, ...others] = amesCsv(3).trimEnd().split('\n');
    const bad = first.replace('31770', '-5').replace('North_Ames', 'Atlantis');
    writeFileSync(path('bad.csv'), [header, ...others, bad, ''].join('\n'));
    const { code, stdout, stderr } = await predict('house-price', '--in', 'bad.csv');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(
      'CELL_INVALID: "bad.csv" must satisfy house-price v1 in every cell, got 2 cells',
    );
    expect(stderr).toMatch(/\n {2}row 3, column 'Lot_Area': must be at least 1, got -5;\n/);
    expect(stderr).toMatch(/\n {2}row 3, column 'Neighborhood': must be one of .*, got "Atlantis"\.\n/);
    const { error } = JSON.parse((await predict('house-price', '--in', 'bad.csv', '--json')).stderr);
    expect(error.violations).toEqual([
      expect.objectContaining({ path: [3, 'Lot_Area'], constraint: 'min', received: '-5' }),
      expect.objectContaining({ path: [3, 'Neighborhood'], constraint: 'enum', received: '"Atlantis"' }),
    ]);
  });

  it('is a file that lacks columns, all of which are named', async () => {
    const rows = amesRows(3).map(({ Lot_Area: _, Neighborhood: __, ...row }) => row);
    writeFileSync(path('few.json'), JSON.stringify(rows));
    await refused(
      /COLUMN_MISSING: "few\.json" must have every column of house-price v1, got no "Lot_Area", "Neighborhood"\./,
      'house-price',
      '--in',
      'few.json',
    );
  });

  it('is a file without rows, without a known kind, or that is not there', async () => {
    writeFileSync(path('empty.csv'), amesCsv(0));
    writeFileSync(path('rows.xlsx'), '');
    await refused(/DATA_EMPTY: "empty\.csv" must have at least one row/, 'house-price', '--in', 'empty.csv');
    await refused(/DATA_UNREADABLE: A data file must end in \.csv/, 'house-price', '--in', 'rows.xlsx');
    await refused(/DATA_UNREADABLE: .* got "nowhere\.csv" \(ENOENT\)/, 'house-price', '--in', 'nowhere.csv');
  });

  it('is a version or model that is not there', async () => {
    await refused(
      /VERSION_NOT_FOUND: .* "1\.9\.0", got versions 1\.1\.0, 1\.0\.0; aliases production/,
      'house-price@1.9.0',
      '--in',
      'rows.csv',
    );
    await refused(/MODEL_NOT_FOUND: .* got models house-price\./, 'car-price', '--in', 'rows.csv');
  });

  it('is told before the work when its place is no good', async () => {
    for (const out of ['prices.txt', 'nowhere/prices.csv', 'rows.csv']) {
      const { code, stdout, stderr } = await predict('house-price', '--in', 'rows.csv', '--out', out);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^OUTPUT_UNWRITABLE: The output file must /);
    }
    expect(readFileSync(path('rows.csv'), 'utf8')).toBe(amesCsv(3));
  });
});
