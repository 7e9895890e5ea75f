import { PredictqlError } from '../../src/contract';
import { settleAlias } from '../../src/runtime/served-alias';

const alias = { alias: 'production', major: 1, version: '1.3.0' };

/** Settles an alias whose past is known, where only some versions work. */
async function settled(works: readonly string[], past: readonly string[], code = 'GOLDEN_MISMATCH' as const) {
  const proved: string[] = [];
  const served = await settleAlias(
    alias,
    async (version) => {
      proved.push(version);
      if (works.includes(version)) return undefined;
      return new PredictqlError(code, { subject: version, expected: 'work' });
    },
    async () => past,
  );
  return { served, proved };
}

describe('an alias', () => {
  it('means the version it points at when that works', async () => {
    const { served, proved } = await settled(['1.3.0', '1.2.0'], ['1.2.0']);
    expect(served).toEqual({ ...alias, pointsAt: '1.3.0' });
    expect(proved).toEqual(['1.3.0']);
  });

  it('means the first version of its past that works', async () => {
    const { served, proved } = await settled(['1.0.0', '1.1.0'], ['1.2.0', '1.0.0', '1.1.0']);
    expect(served).toMatchObject({
      version: '1.0.0',
      pointsAt: '1.3.0',
      problem: { message: '1.3.0 must work.' },
    });
    expect(proved).toEqual(['1.3.0', '1.2.0', '1.0.0']);
  });

  it('stays where it points when nothing works', async () => {
    const { served } = await settled([], ['1.2.0']);
    expect(served).toMatchObject({
      version: '1.3.0',
      pointsAt: '1.3.0',
      problem: { code: 'GOLDEN_MISMATCH' },
    });
  });
});
