import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { RandomSource } from '../../src/data';

/** A file as people keep it, and what shall be learned from it. */
export interface UglyTable {
  /** What is ugly about it. */
  readonly title: string;
  readonly file: string;
  readonly target: string;
  readonly task: 'regression' | 'classification';
  content(): string | Uint8Array | Promise<Uint8Array>;
}

type Row = Readonly<Record<string, string | number>>;

/** Rows of a table, each made from its number and some random numbers. */
function rowsOf(count: number, make: (row: number, random: RandomSource) => Row): Row[] {
  const random = new RandomSource(count);
  return Array.from({ length: count }, (_, row) => make(row, random));
}

function csvOf(
  rows: readonly Row[],
  { delimiter = ',', end = '\n', header = true, quoteAll = false } = {},
): string {
  const cell = (value: string | number) => {
    const text = String(value);
    const isPlain = !quoteAll && !/[",;\t\r\n]/.test(text);
    return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
  };
  const lines = rows.map((row) => Object.values(row).map(cell).join(delimiter));
  if (header) lines.unshift(Object.keys(rows[0]).map(cell).join(delimiter));
  return lines.join(end) + end;
}

const pick = <T>(random: RandomSource, choices: readonly T[]): T => choices[random.integer(choices.length)];

/** A text now and then instead of a value. */
const or = (random: RandomSource, share: number, texts: readonly string[], value: string | number) =>
  random.next() < share ? pick(random, texts) : value;

const day = (random: RandomSource): [year: string, month: string, day: string] => [
  String(2000 + random.integer(25)),
  String(1 + random.integer(12)).padStart(2, '0'),
  String(1 + random.integer(28)).padStart(2, '0'),
];

const nothings = ['NA', 'N/A', 'null', '?', '-', '.', 'NaN', '#N/A', ''];

function passengers(): Row[] {
  return rowsOf(300, (row, random) => {
    const isWoman = random.next() < 0.4;
    return {
      PassengerId: row + 1,
      Survived: random.next() < (isWoman ? 0.75 : 0.2) ? 1 : 0,
      Pclass: 1 + random.integer(3),
      Name: `Doe, ${isWoman ? 'Mrs' : 'Mr'}. "${pick(random, ['Ann', 'Bo', 'Cy'])}" ${row}`,
      Sex: isWoman ? 'female' : 'male',
      Age: random.next() < 0.2 ? '' : (random.next() * 70).toFixed(1),
      Fare: (random.next() * 100).toFixed(4),
      Cabin: random.next() < 0.8 ? '' : `C${random.integer(900)}`,
      Embarked: pick(random, ['S', 'C', 'Q', 'S', '']),
    };
  });
}

function awkwardNames(): Row[] {
  return rowsOf(120, (row, random) => {
    const area = random.integer(200) + 20;
    return {
      '1stFlr SF': area,
      ' Lot  Area ': area * 3 + random.integer(9),
      'a b': random.integer(90),
      a_b: random.integer(90),
      'a-b': random.integer(90),
      'A b': random.integer(90),
      '%': random.next().toFixed(3),
      '***': random.next().toFixed(3),
      '': row,
      größe: random.integer(50),
      价格: random.integer(50),
      '🙂': random.integer(50),
      'two\nlines': random.integer(50),
      'quote " and, comma': random.integer(50),
      "it's <script>alert(1)</script>": random.integer(50),
      'Price ($)': area * 1000 + random.integer(5000),
    };
  });
}

function namesOfJavaScript(): Row[] {
  return rowsOf(150, (_, random) => {
    const kind = pick(random, ['x', 'y', 'z']);
    return {
      constructor: random.integer(40),
      toString: random.integer(40),
      hasOwnProperty: random.integer(40),
      ['__proto__']: random.integer(40),
      __typename: random.integer(40),
      label: kind,
      labelValue: kind === 'x' ? 'p' : 'q',
      Label: pick(random, ['true', 'null', 'maybe']),
      input: pick(random, ['a b', 'a_b', 'a-b']),
      result: pick(random, ['+', '***', '%%%']),
      default: (random.next() * 10).toFixed(2),
      class: (kind === 'x' ? 10 : 20) + random.next(),
    };
  });
}

function manyNothings(): Row[] {
  return rowsOf(400, (_, random) => {
    const a = random.normal();
    return {
      number: or(random, 0.2, nothings, a.toFixed(3)),
      whole: or(random, 0.2, nothings, Math.round(a * 10)),
      colour: or(random, 0.2, nothings, pick(random, ['red', 'green', 'None'])),
      member: or(random, 0.2, nothings, pick(random, ['Y', 'N'])),
      since: or(random, 0.2, nothings, day(random).join('-')),
      garage: random.next() < 0.4 ? 'None' : random.integer(5),
      nothing: pick(random, ['', 'NA', '?']),
      y: or(random, 0.1, nothings, (a * 3 + random.normal()).toFixed(3)),
    };
  });
}

function manyDays(): Row[] {
  return rowsOf(200, (_, random) => {
    const [year, month, date] = day(random);
    return {
      iso: `${year}-${month}-${date}`,
      stamp: `${year}-${month}-${date}T${pick(random, ['08', '17'])}:30:00Z`,
      spaced: `${year}-${month}-${date} 10:00:00.123`,
      european: `${date}.${month}.${year}`,
      american: `${month}/${date}/${year}`,
      spoken: `${Number(date)} ${pick(random, ['Jan', 'Feb', 'Mar'])} ${year}`,
      compact: `${year}${month}${date}`,
      zero: random.next() < 0.05 ? '0000-00-00' : `${year}-${month}-${date}`,
      clock: `${pick(random, ['08', '17'])}:${pick(random, ['15', '45'])}`,
      sold: Number(year) - 1990 + random.next(),
    };
  });
}

function manyIdentifiers(): Row[] {
  const others = new RandomSource(5).shuffle(Int32Array.from({ length: 500_000 }, (_, i) => 100_000 + i));
  return rowsOf(250, (row, random) => {
    const measure = others[row + 1000];
    return {
      id: 9000 - row,
      account: others[row],
      uuid: `${row.toString(16).padStart(8, '0')}-aaaa-bbbb`,
      note: `A long text about number ${row}, which nobody wrote twice; ${random.next()}`,
      constant: 'same',
      void: '',
      city: `City ${Math.floor(random.next() ** 4 * 120)}`,
      tag: `tag${random.integer(180)}`,
      measure,
      again: measure,
      big: `90071992547409${String(930 + random.integer(900))}`,
      zip: String(501 + random.integer(40)).padStart(5, '0'),
      price: measure / 1000 + random.next() * 20,
    };
  });
}

function strayNumbers(): Row[] {
  return rowsOf(300, (_, random) => {
    const x = random.normal();
    return {
      'Lot Size': or(random, 0.03, ['n.k.', 'ca. 12', 'see note'], (x * 5).toFixed(2)),
      scientific: `${(x * 3).toFixed(3)}${pick(random, ['e-3', 'E+05', 'e2', ''])}`,
      negative: -random.integer(1000),
      overflow: or(random, 0.02, ['1e300', 'Infinity', '-inf'], x.toFixed(4)),
      signed: `${x > 0 ? '+' : ''}${x.toFixed(2)}`,
      thousands: `${1 + random.integer(9)},${String(random.integer(1000)).padStart(3, '0')}`,
      money: `$${random.integer(90)}.${10 + random.integer(90)}`,
      percent: `${random.integer(100)} %`,
      'n.k.': pick(random, ['n.k.', 'see note', 'other']),
      y: or(random, 0.03, ['unknown', 'tbd'], (Math.exp(x) * 100).toFixed(2)),
    };
  });
}

function europeanNumbers(): Row[] {
  return rowsOf(200, (_, random) => {
    const x = random.next() * 50;
    return {
      Fläche: x.toFixed(2).replace('.', ','),
      Zimmer: 1 + random.integer(6),
      Ort: pick(random, ['Köln', 'Düsseldorf; Altstadt', 'Aachen']),
      Kaution: or(random, 0.1, ['-', 'k.A.'], (x * 3).toFixed(1).replace('.', ',')),
      Miete: (x * 11 + random.next() * 30).toFixed(2).replace('.', ','),
    };
  });
}

function yesAndNo(): Row[] {
  return rowsOf(200, (_, random) => {
    const is = random.next() < 0.5;
    return {
      Y_N: is ? 'Y' : 'N',
      yes_no: pick(random, is ? ['yes', 'Yes', 'YES'] : ['no', 'No']),
      'true?': is ? 'TRUE' : 'false',
      t: is ? 't' : 'f',
      bit: is ? 1 : 0,
      maybe: or(random, 0.2, ['', 'N/A'], is ? 'y' : 'n'),
      odd: random.next() < 0.03 ? 'unclear' : is ? '1' : '0',
      sides: pick(random, ['N', 'S', 'E', 'W']),
      churned: random.next() < 0.85 === is ? 'Yes' : 'No',
    };
  });
}

function rareClasses(): Row[] {
  return rowsOf(180, (row, random) => {
    const length = random.next() * 7;
    const species = length < 2 ? 'setosa' : length < 5 ? 'versi color' : 'virginica';
    return {
      '': row,
      length: length.toFixed(1),
      'length ': (length + random.normal()).toFixed(1),
      species: row === 17 ? 'unicorn' : row % 40 === 3 ? '' : species,
    };
  });
}

function everyScript(): Row[] {
  return rowsOf(160, (_, random) => {
    const x = random.next() * 10;
    return {
      العمر: random.integer(80),
      城市: pick(random, ['北京', '上海', '東京']),
      'é\u0301 ': pick(random, ['naïve', 'nai\u0308ve', 'NAIVE']),
      'emoji 😀': pick(random, ['👍', '👎', '🤷‍♀️']),
      'rtl\u202eoverride': pick(random, ['\u202eabc', 'd\u200be', 'f']),
      "quote ' and ` and \\": pick(random, ["it's", '`', '\\n\\', '*/', '"']),
      цена: (x * 7).toFixed(2),
    };
  });
}

async function parquetFile(): Promise<Uint8Array> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const folder = mkdtempSync(join(tmpdir(), 'predictql-parquet-'));
    try {
      const path = join(folder, 'typed.parquet');
      await connection.run(`COPY (
        SELECT i AS id, (i * 7919) % 1000 AS whole, sin(i) AS fraction, i % 3 = 0 AS flag,
          DATE '2020-01-01' + CAST(i % 500 AS INTEGER) AS day, TIMESTAMP '2020-01-01 10:00:00' AS stamp,
          [i, i + 1] AS list, {'a': i} AS structure, CAST(i AS BIGINT) * 9007199254740993 AS huge,
          CASE WHEN i % 5 = 0 THEN 'NA' ELSE CAST(i % 50 AS VARCHAR) END AS texts,
          CASE WHEN i % 7 = 0 THEN NULL ELSE CAST(i % 4 AS VARCHAR) || ' x' END AS grade,
          CASE WHEN i % 11 = 0 THEN NULL ELSE ((i * 7919) % 1000) * 3 + sin(i) * 10 END AS y
        FROM range(300) t(i)) TO '${path}' (FORMAT parquet)`);
      return readFileSync(path);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const jsonRows = () =>
  rowsOf(140, (row, random) => {
    const x = random.normal();
    return {
      'no. of rooms': random.integer(6),
      nested: { a: 1 } as unknown as string,
      ...(row % 3 === 0 ? {} : { sometimes: x.toFixed(2) }),
      mixed: pick<string | number>(random, [1, 2, 'three']),
      flag: (x > 0) as unknown as number,
      missing: or(random, 0.2, ['NA', '-'], Math.round(x * 10)),
      y: x * 2 + random.next(),
    };
  });

const withoutHeader = () =>
  rowsOf(150, (_, random) => {
    const [a, b] = [random.integer(17), random.integer(17)];
    return { a, b, c: (random.next() * 4).toFixed(2), d: 0, y: a > b ? 1 : 0 };
  });

const repeatedHeader = () =>
  `,x,x,"x (2)",,y\n${rowsOf(100, (row, random) => {
    const x = random.integer(50);
    return {
      row,
      x,
      again: random.integer(50),
      other: random.integer(50),
      empty: '',
      y: x * 2 + random.integer(5),
    };
  })
    .map((row) => Object.values(row).join())
    .join('\n')}\n`;

/** The files, each ugly in another way. */
export const uglyTables: readonly UglyTable[] = [
  {
    title: 'quoted commas, a byte order mark, CRLF, identifiers, 0 and 1 to predict',
    file: 'passengers.csv',
    target: 'Survived',
    task: 'classification',
    content: () => `\ufeff${csvOf(passengers(), { end: '\r\n' })}`,
  },
  {
    title: 'names that no program likes, some of them alike, one missing',
    file: 'awkward names (1).csv',
    target: 'price ($)',
    task: 'regression',
    content: () => csvOf(awkwardNames()),
  },
  {
    title: 'names that mean something to JavaScript and GraphQL',
    file: 'javascript.csv',
    target: 'class',
    task: 'regression',
    content: () => csvOf(namesOfJavaScript()),
  },
  {
    title: 'nine spellings of nothing',
    file: 'nothings.csv',
    target: 'y',
    task: 'regression',
    content: () => csvOf(manyNothings(), { quoteAll: true }),
  },
  {
    title: 'days in ten notations',
    file: 'days.csv',
    target: 'sold',
    task: 'regression',
    content: () => csvOf(manyDays()),
  },
  {
    title: 'identifiers, constants, nothing at all, texts without end',
    file: '2024-identifiers.csv',
    target: 'price',
    task: 'regression',
    content: () => csvOf(manyIdentifiers()),
  },
  {
    title: 'numbers with texts between them, beyond float32, with signs and commas',
    file: 'strays.csv.gz',
    target: 'y',
    task: 'regression',
    content: () => gzipSync(csvOf(strayNumbers())),
  },
  {
    title: 'semicolons and decimal commas',
    file: 'mieten.csv',
    target: 'Miete',
    task: 'regression',
    content: () => csvOf(europeanNumbers(), { delimiter: ';' }),
  },
  {
    title: 'seven spellings of yes and no',
    file: 'yes and no.tsv',
    target: 'churned',
    task: 'classification',
    content: () => csvOf(yesAndNo(), { delimiter: '\t' }),
  },
  {
    title: 'classes of which one is in one row, rows without a class, an index without a name',
    file: 'species.csv',
    target: 'species',
    task: 'classification',
    content: () => csvOf(rareClasses()),
  },
  {
    title: 'every script of the world, and characters that cannot be seen',
    file: 'данные 数据.csv',
    target: 'цена',
    task: 'regression',
    content: () => csvOf(everyScript()),
  },
  {
    title: 'no header',
    file: 'no-header.csv',
    target: 'column5',
    task: 'classification',
    content: () => csvOf(withoutHeader(), { header: false }),
  },
  {
    title: 'a header that repeats itself',
    file: 'repeated.csv',
    target: 'y',
    task: 'regression',
    content: repeatedHeader,
  },
  {
    title: 'Parquet with lists, structures and whole numbers beyond 2^53',
    file: 'typed.parquet',
    target: 'y',
    task: 'regression',
    content: parquetFile,
  },
  {
    title: 'JSON with structures, keys that come and go, and several types in one column',
    file: 'rows.json',
    target: 'y',
    task: 'regression',
    content: () => JSON.stringify(jsonRows()),
  },
  {
    title: 'JSON Lines with two columns and few rows',
    file: 'tiny.jsonl',
    target: 'b',
    task: 'regression',
    content: () =>
      Array.from({ length: 12 }, (_, row) => JSON.stringify({ a: row % 5, b: row * 0.5 })).join('\n'),
  },
];
