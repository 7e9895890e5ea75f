import { Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { describeWithS3, newS3Location } from './s3-place';
import { storeAt } from './store-at';
import { useTemporaryFolder } from './temporary-folder';
import { contentsOf, type Outcome, production, startWriter, type WriterAction } from './writers';

jest.setTimeout(120_000);
const folder = useTemporaryFolder();

/** Eight processes that write at once. */
async function contend(location: string, action: WriterAction, argument: string): Promise<Outcome[]> {
  const writers = await Promise.all(Array.from({ length: 8 }, () => startWriter(location, action, argument)));
  return (await Promise.all(writers.map((writer) => writer.go()))).map((outcome) => outcome!);
}

function describeContenders(newLocation: () => string): void {
  let location: string;
  let registry: Registry;
  beforeEach(() => {
    location = newLocation();
    registry = new Registry(storeAt(location));
  });

  it('for one number: one gets it, the others are told what has it', async () => {
    await registry.publish(draftOf('first'));
    const outcomes = await contend(location, 'take', '1.4.0');
    const winners = outcomes.filter(({ added }) => added);
    expect(winners).toHaveLength(1);
    const { createdAt, artifact } = await registry.manifest('house-price', '1.4.0');
    for (const loser of outcomes.filter((outcome) => outcome !== winners[0])) {
      expect(loser).toMatchObject({
        code: 'VERSION_CONFLICT',
        message: expect.stringContaining(
          `house-price@1.4.0 must be free, got a version of ${createdAt} with SHA-256 ${artifact.sha256}.`,
        ),
      });
    }
    expect(await contentsOf(registry)).toHaveLength(2);
  });

  it('for one alias: one moves it, the others are told who did', async () => {
    await registry.publish(draftOf('first'));
    await registry.publish(draftOf('second'), { version: '1.9.0' });
    await registry.moveAlias({ ...production, to: '1.0.0' });
    const outcomes = await contend(location, 'expect', '1.0.0');
    expect(outcomes.filter(({ moved }) => moved)).toHaveLength(1);
    const [, move] = await registry.aliasHistory('house-price', 1);
    const losers = outcomes.filter(({ code }) => code === 'ALIAS_CONFLICT');
    expect(losers).toHaveLength(7);
    for (const { message } of losers) {
      expect(message).toContain(`must point at 1.0.0, got 1.9.0, where "${move.by}" moved it at ${move.at}.`);
    }
    expect(await registry.aliasHistory('house-price', 1)).toHaveLength(2);
  });

  it('for one rollback: it goes one step back, not eight', async () => {
    for (let i = 0; i < 4; i++) {
      const { version } = await registry.publish(draftOf(`content ${i}`));
      await registry.moveAlias({ ...production, to: version });
    }
    const outcomes = await contend(location, 'rollback', '1.3.0');
    const losers = outcomes.filter(({ code }) => code === 'ALIAS_CONFLICT');
    expect(losers).toHaveLength(7);
    for (const { message } of losers)
      expect(message).toMatch(/ got 1\.2\.0, where "process \d+" moved it at /);
    expect(await registry.resolve('house-price', 1, 'production')).toBe('1.2.0');
    expect(await registry.aliasHistory('house-price', 1)).toHaveLength(5);
  });
}

describe('eight processes that contend', () => {
  describeContenders(folder);
});

describeWithS3('contenders on S3', () => {
  describeContenders(newS3Location);
});
