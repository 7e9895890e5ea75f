import { category, defineContract, number, parseManifest, regression } from '../../src/contract';

const contract = defineContract({
  name: 'house-price',
  major: 1,
  title: 'House price',
  task: regression({ target: 'price' }),
  features: { lotArea: number({ min: 1 }), street: category({ values: ['Pave', 'Grvl'] }) },
});

const manifest = {
  formatVersion: 1,
  model: 'house-price',
  version: '1.3.0',
  contract,
  binding: { kind: 'matrix', input: 'features' },
  artifact: { sha256: 'a'.repeat(64), bytes: 1234, irVersion: 8, opsets: { '': 17, 'ai.onnx.ml': 3 } },
  golden: { sha256: 'b'.repeat(64), rows: 20 },
  training: {
    estimator: 'gradientBoosting',
    parameters: { trees: 400, rate: 0.05, monotone: { lotArea: 1 } },
    steps: [{ step: 'impute', outputs: 2, detail: ['median'] }],
    seed: 7,
    rows: 2344,
    holdoutRows: 586,
    dataset: { source: 'data/ames.csv', sha256: 'c'.repeat(64) },
    tools: { node: '20.20.2' },
    seconds: 4.2,
  },
  assessment: {
    metrics: [{ name: 'rmse', split: 'holdout', value: 23_339, higherIsBetter: false, unit: 'USD' }],
  },
  createdAt: '2026-11-22T17:45:00.000Z',
};

const bytesOf = (content: unknown) => Buffer.from(JSON.stringify(content));
const parse = (content: unknown) => parseManifest(bytesOf(content), 'house-price', '1.3.0');

function refusal(bytes: Uint8Array, model = 'house-price', version = '1.3.0'): string {
  try {
    parseManifest(bytes, model, version);
  } catch (error) {
    expect(error).toMatchObject({ code: 'MANIFEST_INVALID' });
    const { message } = error as Error;
    expect(message).toMatch(
      /^The manifest of .* must .*Restore the version from a backup, or train it again\.$/,
    );
    return message;
  }
  return 'nothing was refused';
}

describe('parseManifest', () => {
  it('gives the manifest back, its contract sealed', () => {
    const parsed = parse(manifest);
    expect(parsed).toEqual(manifest);
    expect(Object.isFrozen(parsed.contract.features[0])).toBe(true);
  });

  it('takes any Uint8Array, part of a bigger buffer among them', () => {
    const padded = Buffer.concat([Buffer.from('xx'), bytesOf(manifest), Buffer.from('yy')]);
    const part = new Uint8Array(padded.buffer, padded.byteOffset + 2, padded.length - 4);
    expect(parseManifest(part, 'house-price', '1.3.0').version).toBe('1.3.0');
  });

  it.each([
    ['nothing', ''],
    ['half of one', JSON.stringify(manifest).slice(0, 500)],
    ['text', 'manifest'],
  ])('refuses %s', (_, text) => {
    expect(refusal(Buffer.from(text))).toContain('The manifest of house-price@1.3.0 must be readable JSON.');
  });

  it.each<[string, unknown]>([
    ['the document: ', null],
    ['the document: ', []],
    ['formatVersion: ', { ...manifest, formatVersion: 2 }],
    ['the document: Unrecognized key: "colour"', { ...manifest, colour: 'red' }],
    ['artifact.sha256: ', { ...manifest, artifact: { ...manifest.artifact, sha256: 'A'.repeat(64) } }],
    ['artifact.bytes: ', { ...manifest, artifact: { ...manifest.artifact, bytes: -1 } }],
    ['binding.kind: ', { ...manifest, binding: { kind: 'telepathy', input: 'x' } }],
    ['training.rows: ', { ...manifest, training: { ...manifest.training, rows: 1.5 } }],
    [
      'assessment.metrics.0.value: ',
      { ...manifest, assessment: { metrics: [{ ...manifest.assessment.metrics[0], value: null }] } },
    ],
    ['createdAt: ', { ...manifest, createdAt: 'yesterday' }],
    ['contract.features: ', { ...manifest, contract: { ...contract, features: [] } }],
    ['contract.features.0.kind: ', { ...manifest, contract: { ...contract, features: [{ kind: 'sound' }] } }],
  ])('refuses what does not follow the format, with the place: %s', (place, content) => {
    expect(refusal(bytesOf(content))).toContain(`must follow manifest format 1, got ${place}`);
  });

  it('keeps the message short when a manifest is full of nonsense', () => {
    const nonsense = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`nonsense${at}`, at]));
    expect(refusal(bytesOf({ ...manifest, ...nonsense })).length).toBeLessThan(600);
  });

  it.each<[string, unknown]>([
    ['another model', { ...manifest, model: 'credit-risk' }],
    ['another version', { ...manifest, version: '1.3.1' }],
    ['the contract of another model', { ...manifest, contract: { ...contract, model: 'credit-risk' } }],
    ['the contract of another major', { ...manifest, contract: { ...contract, major: 2 } }],
  ])('refuses a manifest of %s', (_, content) => {
    expect(refusal(bytesOf(content))).toContain('must describe house-price@1.3.0, got ');
  });

  const imported = { file: 'm.onnx', sha256: 'd'.repeat(64), bytes: 9, cut: ["ZipMap 'zip'"] };
  const { training, ...others } = manifest;

  it('takes a model from elsewhere, which tells where it came from', () => {
    expect(parse({ ...others, imported })).toEqual({ ...others, imported });
  });

  it.each<[string, unknown]>([
    ['training nor imported', others],
    ['one of them only, but both', { ...others, training, imported }],
  ])('refuses a manifest with neither %s', (_, content) => {
    expect(refusal(bytesOf(content))).toContain('got the document: either training or imported');
  });

  it('refuses a binding that does not fit the contract', () => {
    const binding = {
      kind: 'tensors',
      batch: 'dynamic',
      inputs: [{ input: 'x', dtype: 'float32', rank: 2, features: ['lotArea'] }],
      outputs: { prediction: 'y' },
    };
    expect(refusal(bytesOf({ ...manifest, binding }))).toContain(
      'must hold a sound contract, got one with a fault: The binding of house-price v1 must feed every feature, got no input for street.',
    );
  });

  it('refuses a contract that contradicts itself', () => {
    const [lotArea] = contract.features;
    const broken = { ...contract, features: [{ ...lotArea, min: 2, max: 1 }] };
    expect(refusal(bytesOf({ ...manifest, contract: broken }))).toBe(
      "The manifest of house-price@1.3.0 must hold a sound contract, got one with a fault: Feature 'lotArea' of house-price v1 must have a min that is not above its max, got min 2 and max 1. Restore the version from a backup, or train it again.",
    );
  });

  it('refuses a contract of a model that cannot be named', () => {
    const misnamed = { ...manifest, model: 'House', contract: { ...contract, model: 'House' } };
    expect(refusal(bytesOf(misnamed), 'House')).toContain('must hold a sound contract');
  });

  it('does not let keys reach the prototype of anything', () => {
    const text = JSON.stringify(manifest).replace('"trees":400', '"__proto__":{"polluted":true},"trees":400');
    const parsed = parseManifest(Buffer.from(text), 'house-price', '1.3.0');
    expect(parsed.training?.parameters).toHaveProperty('trees');
    expect(parsed.training?.parameters.polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('survives values that nest deeper than recursion goes', () => {
    const nest = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify(manifest).replace('"trees":400', `"trees":${nest}`);
    expect(refusal(Buffer.from(text))).toContain('must be readable JSON.');
  });
});
