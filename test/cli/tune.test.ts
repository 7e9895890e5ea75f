import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RandomSource } from '../../src/data';
import { runCli, startCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(120_000);

const folder = sharedTemporaryFolder();

/** What a search of a definition file may vary. */
function definition(search: string): string {
  return `
import { boosting, csv, defineModel, defineSearch, integer, logUniform, number, oneOf, regression, ridge } from 'predictql';
export const plain = defineModel({
  name: 'plain', major: 1, title: 'Plain',
  task: regression({ target: 'y', source: 'y' }),
  features: { a: number({ source: 'a' }), b: number({ source: 'b' }) },
  data: csv('rows.csv'), pipeline: [], estimator: ridge(),
  ${search}
});`;
}

beforeAll(() => {
  const random = new RandomSource(1);
  const rows = Array.from({ length: 90 }, () => {
    const [a, b] = [random.normal(), random.normal()];
    return [a, b, a * b + 0.1 * random.normal()].join(',');
  });
  writeFileSync(join(folder, 'rows.csv'), ['a,b,y', ...rows].join('\n'));
  const write = (name: string, search: string) => writeFileSync(join(folder, name), definition(search));
  write(
    'quick.model.ts',
    `search: defineSearch({
      space: { maxDepth: integer(1, 4), l2: logUniform(0.1, 10) },
      estimator: (p) => boosting({ trees: 20, minLeafRows: 2, ...p }),
    }),`,
  );
  write(
    'slow.model.ts',
    `search: defineSearch({
      space: { trees: oneOf(1, 200000, 200001) },
      estimator: (p) => boosting(p),
    }),`,
  );
  write(
    'failing.model.ts',
    `search: defineSearch({
      space: { monotone: oneOf('a', 'z') },
      estimator: ({ monotone }) => boosting({ trees: 2, monotone: { [monotone]: 1 } }),
    }),`,
  );
  write('none.model.ts', '');
});

function tune(name: string, ...args: readonly string[]) {
  return runCli(['tune', `./${name}.model.ts`, '--k', '3', ...args], { cwd: folder });
}

async function json(name: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await tune(name, '--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('predictql tune', () => {
  it('finds the same in any number of threads, and the best is what pays', async () => {
    const first = await json('quick', '--trials', '6', '--seed', '3', '--threads', '1');
    expect(await json('quick', '--trials', '6', '--seed', '3', '--threads', '3')).toEqual(first);
    expect(first).toMatchObject({
      model: 'plain',
      metric: 'rmse',
      planned: 6,
      interrupted: false,
      k: 3,
      seed: 3,
    });
    const means = first.trials.map(({ mean }: { mean: number }) => mean);
    expect(means).toHaveLength(6);
    expect(means).toEqual([...means].sort((a, b) => a - b));
    expect(first.best).toEqual(first.trials[0].parameters);
    // A product of two columns is nothing that trees of one split can learn.
    expect(first.best.maxDepth).toBeGreaterThan(1);
    expect(await json('quick', '--trials', '6', '--seed', '4')).not.toEqual(first);
  });

  it('ranks by the metric that it is told', async () => {
    const { trials, metric, higherIsBetter } = await json('quick', '--trials', '4', '--metric', 'r2');
    expect({ metric, higherIsBetter }).toEqual({ metric: 'r2', higherIsBetter: true });
    const means = trials.map(({ mean }: { mean: number }) => mean);
    expect(means).toEqual([...means].sort((a, b) => b - a));
  });

  it('tells people the table and the parameters to paste', async () => {
    const { code, stdout, stderr } = await tune('quick', '--trials', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^plain: 2 trials, 3 folds each, seed 0\n\ntrial {2}maxDepth {2}l2 /);
    expect(stdout).toMatch(/\nbest parameters: \{ maxDepth: \d, l2: [\d.]+ \}\n$/);
    expect(stderr).toMatch(/ {2}0 % {2}plain: 0 of 2 trials done\n/);
    expect(stderr).toMatch(/100 % {2}plain: 2 of 2 trials done, best rmse [\d.]+ in trial \d\n$/);
  });

  it('goes on past trials that cannot be fitted', async () => {
    const { trials, best } = await json('failing', '--grid');
    expect(best).toEqual({ monotone: 'a' });
    expect(trials[1]).toMatchObject({ parameters: { monotone: 'z' }, error: { code: expect.any(String) } });
  });

  it('stops at Ctrl-C and tells what it knows', async () => {
    const running = startCli(['tune', './slow.model.ts', '--grid', '--k', '2', '--threads', '2'], {
      cwd: folder,
    });
    await running.waitFor('stderr', /1 of 3 trials done/);
    running.process.kill('SIGINT');
    const { code, stdout } = await running.result;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^plain: stopped after 1 of 3 trials, /);
    expect(stdout).toMatch(/\nbest parameters: \{ trees: 1 \}\n$/);
  });

  it.each([
    ['quick', ['--grid'], /^PARAMETER_INVALID: Parameter 'l2' of a search space must have values/],
    ['quick', ['--metric', 'rocAuc'], /^INPUT_INVALID: --metric must be one of rmse, .*, got "rocAuc"/],
    ['none', [], /^DEFINITION_INVALID: The definition of plain must say what may vary, got no search\./],
  ])('refuses %s %j', async (name, args, message) => {
    const { code, stdout, stderr } = await tune(name, ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it.each([
    ['--trials', '0'],
    ['--threads', '0'],
    ['--grid', '--trials', '3'],
  ])('refuses options that make no sense: %s %s', async (...args) => {
    expect(await tune('quick', ...args)).toMatchObject({ code: 2, stdout: '' });
  });
});
