/** Texts of n parts. */
const repeated = (count, part) => Array.from({ length: count }, (_, index) => part(index)).join(' ');

const query = (source) => ({ body: JSON.stringify({ query: source }) });

/** Fragments that spread each other twice at each level. */
const bomb = (levels, round) =>
  `query r${round} { ...F0 } ${repeated(levels, (level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`)} fragment F${levels} on Query { __typename }`;

/** What a server must refuse, each in a new text for every round. */
export const attacks = [
  {
    name: '40,000 aliases of __typename',
    make: (round) => query(`query r${round} { ${repeated(40_000, (index) => `a${index}: __typename`)} }`),
  },
  {
    name: '101 aliases of __typename',
    make: (round) => query(`query r${round} { ${repeated(101, (index) => `a${index}: __typename`)} }`),
  },
  {
    name: '500 times the same field',
    make: (round) => query(`query r${round} { ${repeated(500, () => '__typename')} }`),
  },
  {
    name: '100 levels',
    make: (round) =>
      query(`query r${round} { ${'models { versions { model { '.repeat(33)} name ${'} '.repeat(100)}`),
  },
  {
    name: '1,000 levels',
    make: (round) => query(`query r${round} ${'{ a '.repeat(1000)}${'} '.repeat(1000)}`),
  },
  {
    name: '100,000 levels in an argument',
    make: (round) => query(`query r${round} { a(b: ${'['.repeat(100_000)}1${']'.repeat(100_000)}) }`),
  },
  { name: 'fragment bomb of 40 levels', make: (round) => query(bomb(40, round)) },
  { name: 'fragment bomb of 5,000 levels', make: (round) => query(bomb(5000, round)) },
  {
    name: 'fragments in a circle',
    make: (round) =>
      query(`query r${round} { ...A } fragment A on Query { ...B } fragment B on Query { ...A }`),
  },
  {
    name: '10,000 directives on a field',
    make: (round) => query(`query r${round} { __typename ${repeated(10_000, () => '@aa')} }`),
  },
  {
    name: '10 directives on a field',
    make: (round) => query(`query r${round} { __typename ${repeated(10, () => '@aa')} }`),
  },
  { name: '2 million tokens', make: (round) => query(`query r${round} { ${'a '.repeat(2_000_000)} }`) },
  { name: '8 MB of blanks', make: (round) => query(`query r${round} { ${' '.repeat(8_000_000)} nothing }`) },
  {
    name: '8 MB of one string',
    make: (round) => query(`query r${round} { a(b: "${'x'.repeat(8_000_000)}") }`),
  },
  {
    name: '2 million values in a list',
    make: (round) => query(`query r${round} { a(b: [${'1 '.repeat(2_000_000)}]) }`),
  },
  {
    name: '100,000 rows in a variable',
    make: (round) => ({
      body: JSON.stringify({
        query: `query r${round}($inputs: [HousePriceV1Input!]!) { predictHousePriceV1(inputs: $inputs) { predictions { salePrice } } }`,
        variables: { inputs: Array(100_000).fill({ lotArea: 1 }) },
      }),
    }),
  },
  {
    name: 'JSON of 2 million brackets',
    make: () => ({ body: `{"query":"{a}","variables":{"a":${'['.repeat(2_000_000)}` }),
  },
  {
    name: 'charset utf-7',
    make: () => ({
      headers: { 'content-type': 'application/json; charset=utf-7' },
      body: '{"query":"{__typename}"}',
    }),
  },
  {
    name: 'bytes that are no UTF-8',
    make: () => ({ body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) }),
  },
  {
    name: 'a compressed body',
    make: () => ({ headers: { 'content-encoding': 'gzip' }, body: Buffer.alloc(100_000) }),
  },
  { name: 'a body of 50 MB', make: () => ({ body: Buffer.alloc(50 * 1024 * 1024, 0x20) }) },
  {
    name: 'a body of 50 MB in chunks',
    make: () => ({ headers: { 'transfer-encoding': 'chunked' }, body: Buffer.alloc(50 * 1024 * 1024, 0x20) }),
  },
  {
    name: 'a body that does not come',
    make: () =>
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query',
  },
  { name: 'headers that do not come', make: () => 'POST /graphql HTTP/1.1\r\nhost: a\r\nx-a: ' },
  {
    name: 'headers of 100 KB',
    make: () => `GET / HTTP/1.1\r\nhost: a\r\nx-a: ${'a'.repeat(100_000)}\r\n\r\n`,
  },
  { name: 'a path of 10 KB', make: () => ({ method: 'GET', path: `/graphql?query=${'a'.repeat(10_000)}` }) },
  { name: 'no HTTP', make: () => 'hello\r\n\r\n' },
];
