import { median } from './median';

/** One of the things that are compared. */
export interface Contender {
  readonly name: string;
  /**
   * Does the thing once.
   *
   * @param turn - counts up, so that turns can differ in their input
   */
  run(turn: number): Promise<unknown>;
  /** Puts away what the runs of a round left behind; takes no time that counts. */
  tidy?(): Promise<unknown>;
}

export interface InterleaveOptions {
  readonly rounds: number;
  /** Runs of each contender in each round. */
  readonly turns: number;
  /** Rounds before the first that counts. */
  readonly warmUpRounds: number;
}

/**
 * Milliseconds per run, for each contender one number per round: the median of the round's runs, which
 * pauses of the machine and of the garbage collector do not move. In each round all contenders run, each
 * round starting with another, so that what disturbs the machine for a while disturbs them alike.
 */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, turns, warmUpRounds }: InterleaveOptions,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map(contenders.map(({ name }): [string, number[]] => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (let place = 0; place < contenders.length; place++) {
      const contender = contenders[(round + warmUpRounds + place) % contenders.length];
      const elapsedMs: number[] = [];
      for (let turn = 0; turn < turns; turn++) {
        const started = performance.now();
        await contender.run(turn);
        elapsedMs.push(performance.now() - started);
      }
      await contender.tidy?.();
      if (round >= 0) times.get(contender.name)?.push(median(elapsedMs));
    }
  }
  return times;
}
