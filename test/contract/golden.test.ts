import { goldenSchema, parseGolden } from '../../src/contract';

const rows = [
  { lotArea: 8450, street: 'Pave', hasPool: true, agent: null },
  { lotArea: 1, street: 'Grvl', hasPool: false },
];
const regression = { rows, expected: { task: 'regression', predictions: [208_500.5, -0.25] } };
const classification = {
  rows,
  expected: {
    task: 'classification',
    labels: [1, 0],
    probabilities: [
      [0.25, 0.75],
      [1, 0],
    ],
  },
};

function refusal(text: string): string {
  try {
    parseGolden(Buffer.from(text), 'house-price', '1.3.0');
  } catch (error) {
    expect(error).toMatchObject({ code: 'MANIFEST_INVALID' });
    return (error as Error).message;
  }
  return 'nothing was refused';
}

const tensors = {
  rows: [{ image: [0, 0.5], ids: ['9007199254740993'] }],
  expected: {
    task: 'tensors',
    rows: [
      [
        { shape: [2, 1], values: [1, -0.5] },
        { shape: [], values: ['9007199254740993'] },
      ],
    ],
  },
};

describe('parseGolden', () => {
  it.each([
    ['regression', regression],
    ['classification', classification],
    ['model of tensors', tensors],
  ])('gives the golden rows of a %s back', (_, golden) => {
    expect(parseGolden(Buffer.from(JSON.stringify(golden)), 'house-price', '1.3.0')).toEqual(golden);
    expect(goldenSchema.parse(golden)).toEqual(golden);
  });

  it.each(['', '{"rows":', 'golden'])('refuses %j', (text) => {
    expect(refusal(text)).toBe(
      'The golden rows of house-price@1.3.0 must be JSON. Restore the version from a backup, or train it again.',
    );
  });

  it.each<[string, unknown]>([
    ['the document: ', []],
    ['rows: ', { ...regression, rows: [] }],
    ['rows.0.lotArea: ', { ...regression, rows: [{ lotArea: [[1]] }] }],
    ['expected.task: ', { ...regression, expected: { task: 'guess' } }],
    ['expected.predictions.1: ', { ...regression, expected: { task: 'regression', predictions: [1, null] } }],
    ['the document: ', { ...regression, note: 'x' }],
  ])('refuses what is not golden rows, with the place: %s', (place, content) => {
    expect(refusal(JSON.stringify(content))).toContain(`must hold rows and the answer to each, got ${place}`);
  });

  it.each<[string, object]>([
    ['no predictions', { task: 'regression', predictions: [] }],
    ['too few predictions', { task: 'regression', predictions: [1] }],
    ['too many predictions', { task: 'regression', predictions: [1, 2, 3] }],
    ['too few labels', { ...classification.expected, labels: [1] }],
    ['too few probabilities', { ...classification.expected, probabilities: [[0.25, 0.75]] }],
    ['no probabilities at all', { ...classification.expected, probabilities: [] }],
    ['ragged probabilities', { ...classification.expected, probabilities: [[0.25, 0.75], [1]] }],
    ['too few tensors', { task: 'tensors', rows: tensors.expected.rows }],
    ['a label that is no class', { ...classification.expected, labels: [1, 2] }],
  ])('refuses %s: a row without an answer would prove nothing', (_, expected) => {
    expect(refusal(JSON.stringify({ rows, expected }))).toContain(
      'got expected: not one answer for each row.',
    );
  });

  it('reads a row that holds __proto__ as a row like any other', () => {
    const text =
      '{"rows":[{"__proto__":{"polluted":1},"x":1}],"expected":{"task":"regression","predictions":[1]}}';
    const { rows: parsed } = parseGolden(Buffer.from(text), 'm', '1.0.0');
    expect(parsed[0].polluted).toBeUndefined();
    expect(parsed[0].x).toBe(1);
  });
});
