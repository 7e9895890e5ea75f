import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomSource } from '../../../src/data';
import { operators } from '../../../src/onnx';
import { customStep, type Estimator, type Step } from '../../../src/training';
import { fitPipeline } from '../../../src/training/pipeline';
import { identityTarget } from '../../../src/training/target-transform';
import { runModel } from '../../support/run-model';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAlone, fitAndTransform } from './fit-alone';
import { describeStep } from './step-suite';

const sources = join(__dirname, '../../../src');
const page = readFileSync(join(__dirname, '../../../docs/custom-steps.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'custom-steps-'));

/** What a file that the page shows exports: the files lie side by side, as the page says. */
function exportsOf(name: string, source: string): Record<string, unknown> {
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, source.replaceAll("'../", `'${sources}/`));
  return require(path) as Record<string, unknown>;
}

const [shares, limits, model] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, source], index) =>
  exportsOf(['area-shares', 'soft-limits', 'pipeline'][index], source),
);
afterAll(() => rmSync(folder, { recursive: true }));

const areaShares = shares.areaShares as Step;
const softLimits = limits.softLimits as Step;

const _ = Number.NaN;
const columns = ['yearBuilt', 'basementArea', 'firstFloorArea', 'secondFloorArea'].map(numberColumn);
const x = matrixOf([
  [1990, 100, 100, 50],
  [1991, 0, 200, _],
  [1992, 50, 150, 0],
  [1993, 0, 0, 0],
  [1994, 70, 90, 90],
]);
const later = matrixOf([
  [_, _, _, _],
  [2000, 1e30, 5, -5],
]);

describeStep('areaShares of docs/custom-steps.md', () => areaShares, {
  columns,
  x,
  later,
  allMissing: 'missing',
});
describeStep('softLimits of docs/custom-steps.md', () => softLimits, {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('docs/custom-steps.md', () => {
  it('makes shares of a sum', async () => {
    const made = await fitAndTransform(areaShares, { columns, x });
    expectSameNumbers(made.data, [0.4, 0.4, 0.2, _, _, _, 0.25, 0.75, 0, 0, 0, 0, 0.28, 0.36, 0.36], {
      tolerance: tolerances.operator,
    });
  });

  it('learns medians and spreads', async () => {
    const { detail } = await fitAlone(softLimits, { columns, x });
    expect(detail).toEqual({ middles: [50, 100, 0], spreads: [70, 60, 50] });
    const made = rowsOf(await fitAndTransform(softLimits, { columns, x }));
    expectSameNumbers(made[2], [0.5, 1 / (1 + Math.exp(-50 / 60)), 0.5], { tolerance: tolerances.operator });
  });

  it('makes a pipeline that can be fitted and served', async () => {
    const fitted = await fitPipeline(model.pipeline as Step[], model.estimator as Estimator, {
      x,
      columns,
      target: { values: Float64Array.of(1, 2, 3, 4, 5), classes: 0 },
      transform: identityTarget,
      random: new RandomSource(1),
    });
    expect(fitted.columns.map(({ name }) => name)).toContain('basementArea share');
    const { data } = await runModel(fitted.toOnnx({}, ''), x);
    expect(data.every(Number.isFinite)).toBe(true);
  });

  it('quotes the message that a wrong step gets', async () => {
    const wrong = customStep({
      name: 'area-shares',
      columns: areaShares.columns,
      emit: (graph, value) => operators.gatherColumns(graph, value, [0]),
    });
    const { message } = await fitAlone(wrong, { columns, x }).then(
      () => new Error('fitted'),
      (error: Error) => error,
    );
    expect(page.replace(/\n> /g, ' ')).toContain(message);
  });
});
