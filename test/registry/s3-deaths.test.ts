import { Registry, S3Store } from '../../src/registry';
import { dieAtEveryStep, mortalWrites } from './deaths';
import { describeWithS3, newS3Location, s3Settings } from './s3-place';
import { useProxy } from './s3-proxy';

jest.setTimeout(240_000);

describeWithS3('a writer to S3 that dies at any of its requests', () => {
  /** How each writer is to die: by the prefix that is its alone. */
  const mortals = new Map<string, { requestsLeft: number; readonly isLastMade: boolean; die(): void }>();
  const endpoint = useProxy(async ({ path, forward, answer }) => {
    const mortal = [...mortals].find(([part]) => path.includes(part))?.[1];
    if (mortal === undefined) throw new Error(`No writer makes ${path}`);
    mortal.requestsLeft--;
    if (mortal.requestsLeft > 0) {
      answer(await forward());
    } else if (mortal.requestsLeft === 0) {
      if (mortal.isLastMade) await forward();
      mortal.die();
    }
  });

  describe.each([
    ['before it', false],
    ['after it, without having heard the answer', true],
  ])('%s', (_, isLastMade) => {
    it.each(mortalWrites)('$title', async (mortal) => {
      const deaths = await dieAtEveryStep(
        mortal,
        () => newS3Location(),
        async (step, location, write) => {
          const part = location.split('/').slice(3).join('/');
          const death = new Promise<true>((resolve) => {
            mortals.set(part, { requestsLeft: step, isLastMade, die: () => resolve(true) });
          });
          const registry = new Registry(new S3Store(location, s3Settings(endpoint())));
          const life = write(registry).then(
            () => false,
            (error: unknown) => {
              // The dead hear of nothing until the proxy goes: then their connections break.
              if (mortals.get(part)!.requestsLeft > 0) throw error;
              return true;
            },
          );
          return Promise.race([death, life]);
        },
      );
      expect(deaths).toBeGreaterThan(8);
    });
  });
});
