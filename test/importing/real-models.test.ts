import { join } from 'node:path';
import type { Contract, Golden } from '../../src/contract';
import {
  type ContractFile,
  type PreparedImport,
  prepareImport,
  publishImport,
  writeContractFile,
} from '../../src/importing';
import { openRegistry } from '../../src/registry';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { type TestServer, testServer } from '../support/test-server';
import { modelPath, type Reference, references, rowOf, rowsUnder } from './foreign-references';
import { importProgram, patientMs } from './import-program';

jest.setTimeout(300_000);

const names = Object.keys(references);
const prepared = new Map<string, PreparedImport>();
const folder = sharedTemporaryFolder();
let server: TestServer;

/** What the name of a model may be, of the name of its file. */
const imported = (name: string) => `m-${name}`;

beforeAll(async () => {
  const registry = await openRegistry(folder);
  for (const name of names) {
    const options = { name: imported(name), timeoutMs: patientMs, program: importProgram };
    let model = await prepareImport(modelPath(name), options);
    prepared.set(name, model);
    if (name === 'torch-free') {
      const contract = join(folder, 'edited.contract.json');
      await writeContractFile(contract, withSides(model.contractFile, [12, 10]), { replace: false });
      model = await prepareImport(modelPath(name), { ...options, contract });
    }
    const { version } = await publishImport(registry, model, goldenOf(model));
    const request = { model: imported(name), major: 1, alias: 'production', to: version, by: 'test' };
    await registry.moveAlias(request);
  }
  server = await testServer(registry);
});

afterAll(() => server.close());

/** The edit that pictures of any size need: which size it shall be. */
function withSides({ contract, binding }: ContractFile, sides: readonly number[]): ContractFile {
  const features = contract.features.map((feature) =>
    feature.kind === 'tensor' ? { ...feature, shape: [feature.shape[0], ...sides] } : feature,
  );
  return { contract: { ...contract, features }, binding };
}

function goldenOf({ proof }: PreparedImport): Golden {
  if (proof.kind !== 'proved') throw proof.error;
  return proof.golden;
}

/** What a query asks of a prediction. */
function selectionOf({ target }: Contract): string {
  if (target.task === 'regression') return target.name;
  if (target.task === 'classification') return 'label probabilities { probability }';
  return target.outputs.map(({ name, shape }) => (shape.length > 1 ? `${name} { values }` : name)).join(' ');
}

/** What the answer to a row must be, of the outputs of the reference. */
function expectedOf({ target }: Contract, { outputs }: Reference, row: number): object {
  if (target.task === 'regression') return { [target.name]: rowOf(Object.values(outputs)[0], row)[0] };
  if (target.task === 'classification') {
    const [label, probabilities] = Object.values(outputs).map((output) => rowOf(output, row));
    return {
      label: target.classes.find(({ value }) => value === String(label[0]))?.name,
      probabilities: probabilities.map((probability) => ({ probability })),
    };
  }
  return Object.fromEntries(
    target.outputs.map(({ name, source, dtype, shape }) => {
      const cells = rowOf(outputs[source], row).map((value) => (dtype === 'int64' ? String(value) : value));
      return [name, shape.length > 1 ? { values: cells } : shape.length === 1 ? cells : cells[0]];
    }),
  );
}

describe.each(names)('%s', (name) => {
  it('answers GraphQL as ONNX Runtime does', async () => {
    const { contractFile } = prepared.get(name)!;
    const { contract, binding } = contractFile;
    const inputs = rowsUnder(contract, binding, references[name]);
    const type = `M${name
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('')}V1`;
    const query = `query ($inputs: [${type}Input!]!) {
      predict${type}(inputs: $inputs) { predictions { ${selectionOf(contract)} } }
    }`;
    const { data, errors } = await server.graphql(query, { inputs });
    expect(errors).toEqual([]);
    const { predictions } = data[`predict${type}`];
    const expected = inputs.map((_, row) => expectedOf(contract, references[name], row));
    expect(rounded(predictions)).toEqual(rounded(expected));
  });
});

/**
 * To five digits. The references are of another release of ONNX Runtime, whose sums of float32 may be added
 * up in another order; all else, whole numbers among it, is equal or the texts differ.
 */
function rounded(answers: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answers, (_, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(5) : value,
    ),
  );
}

describe('what is proposed', () => {
  it.each([
    ['iris-logistic', 'classification', 'dynamic'],
    ['iris-forest', 'classification', 'dynamic'],
    ['iris-nozipmap', 'classification', 'dynamic'],
    ['iris-svc', 'classification', 'dynamic'],
    ['iris-linear-svc', 'tensors', 'dynamic'],
    ['iris-columns', 'tensors', 'dynamic'],
    ['iris-double', 'regression', 'dynamic'],
    ['credit-xgboost', 'classification', 'dynamic'],
    ['credit-strict', 'classification', 'dynamic'],
    ['credit-lightgbm', 'classification', 'dynamic'],
    ['credit-texts', 'classification', 'dynamic'],
    ['amount-lightgbm', 'regression', 'dynamic'],
    ['torch-dynamic', 'tensors', 'dynamic'],
    ['torch-fixed', 'tensors', 'one'],
    ['torch-free', 'tensors', 'dynamic'],
    ['keras-softmax', 'tensors', 'dynamic'],
    ['mnist', 'tensors', 'one'],
    ['text-tokens', 'tensors', 'dynamic'],
    ['echo', 'tensors', 'dynamic'],
  ])('takes %s for a model of %s with batch %s', (name, task, batch) => {
    const { contract, binding } = prepared.get(name)!.contractFile;
    expect([contract.target.task, binding.batch]).toEqual([task, batch]);
  });

  it('is a feature for each of 13 mixed inputs, with the values that the encoders know', () => {
    const { features } = prepared.get('credit-xgboost')!.contractFile.contract;
    expect(features.map(({ name, kind }) => [name, kind])).toEqual([
      ...['seniority', 'time', 'age'].map((name) => [name, 'number']),
      ...['home', 'marital', 'records', 'job'].map((name) => [name, 'category']),
      ...['expenses', 'income', 'assets', 'debt', 'amount', 'price'].map((name) => [name, 'number']),
    ]);
    expect(features.find(({ name }) => name === 'records')).toMatchObject({
      open: true,
      categories: [
        { name: 'no', value: 'no' },
        { name: 'yes', value: 'yes' },
      ],
    });
  });

  it('names a size for pictures of any size', () => {
    const [picture] = prepared.get('torch-free')!.contractFile.contract.features;
    expect(picture).toMatchObject({ kind: 'tensor', shape: [3, 224, 224] });
  });

  it('leaves out the constants that a file lists among its inputs', () => {
    const { contract } = prepared.get('mnist')!.contractFile;
    expect(contract.features).toMatchObject([{ name: 'input3', kind: 'tensor', shape: [1, 28, 28] }]);
  });

  it('says what was cut', () => {
    expect(prepared.get('iris-forest')!.inspection.cut).toEqual(['ZipMap "ZipMap"']);
    expect(prepared.get('mnist')!.inspection.cut).toEqual([]);
  });
});
