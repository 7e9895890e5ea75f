// The pipeline as a script: one statement after the other, from the CSV file to the ONNX file.
//
//     npm run build && node examples/pipelines/procedural.mjs credit.onnx
//
// Every transform stands here twice: as plain code for the training rows, and as ONNX nodes for the rows to
// come. Nothing but care keeps the two the same, so the last lines hold them against each other.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { boosting, GraphBuilder, operators, RandomSource, splitRows, writeModel } from 'predictql';

const seed = 0;

// Read the rows. The file quotes texts; an empty cell is missing.
const [header, ...lines] = readFileSync(join(import.meta.dirname, '../../data/credit.csv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
const cellsOf = (name) => lines.map((line) => line[header.indexOf(name)]);
const numbersOf = (name) => cellsOf(name).map((cell) => (cell === '' ? Number.NaN : Number(cell)));

const homes = ['owner', 'rent', 'parents', 'other', 'priv', 'ignore'];
const features = {
  seniority: numbersOf('Seniority'),
  home: cellsOf('Home').map((cell) => (cell === '' ? Number.NaN : homes.indexOf(cell))),
  term: numbersOf('Time'),
  age: numbersOf('Age'),
  hasRecords: cellsOf('Records').map((cell) => (cell === 'yes' ? 1 : 0)),
  expenses: numbersOf('Expenses'),
  income: numbersOf('Income'),
  assets: numbersOf('Assets'),
  debt: numbersOf('Debt'),
  amount: numbersOf('Amount'),
  price: numbersOf('Price'),
};
const names = Object.keys(features);
const truth = Float64Array.from(cellsOf('Status'), (cell) => (cell === 'bad' ? 1 : 0));

// Keep rows apart to see how good the model is.
const { train, holdout } = splitRows(truth.length, { seed, fractions: { holdout: 0.1 }, stratifyBy: truth });

// Learn what to fill in for missing numbers, and which homes there are.
const filled = ['income', 'assets', 'debt'];
const medians = filled.map((name) => {
  const seen = Array.from(train, (row) => features[name][row])
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  return (seen[Math.floor((seen.length - 1) / 2)] + seen[Math.ceil((seen.length - 1) / 2)]) / 2;
});
const seenHomes = [...homes.keys()].filter((code) => train.some((row) => features.home[row] === code));

// Transform the training rows.
const untouched = names.filter((name) => name !== 'home' && !filled.includes(name));
const columns = [
  ...untouched,
  ...filled,
  'loanShare',
  ...seenHomes.map((code) => `home=${homes[code]}`),
  'home missing',
];
const transformed = (row) => [
  ...untouched.map((name) => features[name][row]),
  ...filled.map((name, index) => (Number.isNaN(features[name][row]) ? medians[index] : features[name][row])),
  features.amount[row] / features.price[row],
  ...seenHomes.map((code) => Number(features.home[row] === code)),
  Number(Number.isNaN(features.home[row])),
];
const matrixOf = (rows, rowOf, width) => ({
  data: Float32Array.from(Array.from(rows, rowOf).flat()),
  rows: rows.length,
  columns: width,
});

// Learn.
const fitted = await boosting({ trees: 60, maxDepth: 3 }).fit({
  x: matrixOf(train, transformed, columns.length),
  columns: columns.map((name) => ({ name, kind: 'number', features: [name] })),
  target: { values: Float64Array.from(train, (row) => truth[row]), classes: 2 },
  random: new RandomSource(seed),
  progress: () => {},
});

// Write the transforms again, for the rows that the server will get, and the trees behind them.
const transformNodes = (graph, x) => {
  const take = (...wanted) =>
    operators.gatherColumns(
      graph,
      x,
      wanted.map((name) => names.indexOf(name)),
    );
  const numbers = take(...filled);
  const home = take('home');
  return operators.concatColumns(graph, [
    take(...untouched),
    operators.where(graph, operators.isMissing(graph, numbers), operators.rowOf(graph, medians), numbers),
    operators.divide(graph, take('amount'), take('price')),
    operators.cast(graph, operators.equal(graph, home, operators.rowOf(graph, seenHomes)), 'float'),
    operators.cast(graph, operators.isMissing(graph, home), 'float'),
  ]);
};
const graph = new GraphBuilder('credit');
const ready = transformNodes(graph, graph.input('features', 'float', ['N', names.length]));
const answers = fitted.emit(graph, ready);
graph.output('transformed', ready);
graph.output('label', operators.argMax(graph, answers));
graph.output('probabilities', answers);
const model = writeModel(graph);
writeFileSync(process.argv[2] ?? 'credit.onnx', model);

// Ask the finished file about the rows kept apart, and hold its transforms against those above.
const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const raw = matrixOf(holdout, (row) => names.map((name) => features[name][row]), names.length);
const result = await session.run({ features: new Tensor('float32', raw.data, [raw.rows, raw.columns]) });
const wanted = matrixOf(holdout, transformed, columns.length).data;
const different = wanted.findIndex((value, at) => value !== result.transformed.data[at]);
if (different >= 0)
  throw new Error(`The two transforms differ in column ${columns[different % columns.length]}.`);

const right = holdout.filter((row, index) => Number(result.label.data[index]) === truth[row]).length;
console.log(`accuracy on ${holdout.length} rows kept apart: ${(right / holdout.length).toFixed(4)}`);
