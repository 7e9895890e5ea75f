import {
  boosting,
  candidateOf,
  defineSearch,
  drop,
  gridTrials,
  integer,
  logUniform,
  type ModelDefinition,
  named,
  oneOf,
  randomTrials,
  ridge,
} from '../../../src/training';

const space = { alpha: logUniform(0.1, 10), size: integer(1, 1000) };

describe('random trials', () => {
  it('are the same for a seed and others for another', () => {
    expect(randomTrials(space, 5, 3)).toEqual(randomTrials(space, 5, 3));
    expect(randomTrials(space, 5, 3)).not.toEqual(randomTrials(space, 5, 4));
  });

  it('go on where fewer trials end', () => {
    expect(randomTrials(space, 12, 3).slice(0, 5)).toEqual(randomTrials(space, 5, 3));
  });

  it('are all different, and no more than there are', () => {
    const small = { one: integer(1, 3), other: oneOf('a', 'b') };
    const trials = randomTrials(small, 50, 0);
    expect(trials).toHaveLength(6);
    expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(6);
  });

  it('draw parameters apart from each other', () => {
    const twins = randomTrials({ a: integer(0, 1e6), b: integer(0, 1e6) }, 10, 1);
    expect(twins.some(({ a, b }) => a === b)).toBe(false);
  });
});

describe('grid trials', () => {
  it('are all combinations, the last parameter varying fastest', () => {
    expect(gridTrials({ a: oneOf(1, 2), b: oneOf('x', 'y'), c: oneOf([8], [8, 4]) })).toEqual([
      { a: 1, b: 'x', c: [8] },
      { a: 1, b: 'x', c: [8, 4] },
      { a: 1, b: 'y', c: [8] },
      { a: 1, b: 'y', c: [8, 4] },
      { a: 2, b: 'x', c: [8] },
      { a: 2, b: 'x', c: [8, 4] },
      { a: 2, b: 'y', c: [8] },
      { a: 2, b: 'y', c: [8, 4] },
    ]);
  });

  it('need values that can be counted', () => {
    expect(() => gridTrials(space)).toThrow(
      expect.objectContaining({
        code: 'PARAMETER_INVALID',
        message:
          "Parameter 'alpha' of a search space must have values that can be counted for a grid, got a range. List values by oneOf(...), or search at random.",
      }),
    );
  });

  it('are not endlessly many', () => {
    const wide = { a: integer(1, 1000), b: integer(1, 1000), c: integer(1, 1000) };
    expect(() => gridTrials(wide)).toThrow(
      'A grid must have at most 10000 combinations, got 1000000000. List fewer values, or search at random.',
    );
  });
});

describe('a search', () => {
  const search = defineSearch({
    space: { maxDepth: integer(2, 3), kind: oneOf('boosting', 'ridge') },
    estimator: ({ maxDepth, kind }) => (kind === 'ridge' ? ridge() : boosting({ maxDepth })),
    pipeline: ({ kind }) => (kind === 'ridge' ? [drop(named('a'))] : []),
  });
  const definition = { estimator: ridge({ alpha: 7 }), pipeline: [] } as unknown as ModelDefinition;

  it('makes the estimator and the pipeline of a trial', () => {
    const trial = candidateOf(definition, search, { maxDepth: 3, kind: 'boosting' });
    expect(trial.estimator.parameters).toMatchObject({ maxDepth: 3 });
    expect(trial.pipeline).toEqual([]);
    expect(candidateOf(definition, search, { maxDepth: 3, kind: 'ridge' }).pipeline).toHaveLength(1);
  });

  it('leaves the pipeline of the definition when it names none', () => {
    const steps = [drop(named('b'))];
    const plain = defineSearch({ space: { alpha: oneOf(1, 2) }, estimator: (p) => ridge(p) });
    expect(candidateOf({ ...definition, pipeline: steps }, plain, { alpha: 2 }).pipeline).toBe(steps);
  });

  it('needs parameters', () => {
    expect(() => defineSearch({ space: {}, estimator: () => ridge() })).toThrow(
      'A search space must name the parameters to vary, got none.',
    );
  });

  it('knows the types of its parameters', () => {
    defineSearch({
      space: { alpha: oneOf('a', 'b') },
      // @ts-expect-error alpha is a text here
      estimator: ({ alpha }) => ridge({ alpha }),
    });
    defineSearch({
      space: { alpha: oneOf(1, 2) },
      // @ts-expect-error there is no beta
      estimator: ({ beta }) => ridge({ alpha: beta }),
    });
  });
});
