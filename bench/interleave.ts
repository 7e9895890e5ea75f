/** One of the things that are compared. */
export interface Contender<Measure> {
  readonly name: string;
  /** Does the thing for a round, and tells what it came to. */
  measure(): Promise<Measure>;
}

export interface InterleaveOptions {
  readonly rounds: number;
  /** Rounds before the first that counts. */
  readonly warmUpRounds: number;
  /** Told before each contender's turn. */
  readonly progress?: (text: string) => void;
}

/**
 * What each contender came to, one measure per round. In each round all contenders run, each round starting
 * with another, so that what disturbs the machine for a while disturbs them alike.
 */
export async function interleave<Measure>(
  contenders: readonly Contender<Measure>[],
  { rounds, warmUpRounds, progress = () => {} }: InterleaveOptions,
): Promise<ReadonlyMap<string, readonly Measure[]>> {
  const measures = new Map(contenders.map(({ name }): [string, Measure[]] => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (let place = 0; place < contenders.length; place++) {
      const contender = contenders[(round + warmUpRounds + place) % contenders.length];
      progress(`${round < 0 ? 'warm-up' : `round ${round + 1} of ${rounds}`}: ${contender.name}`);
      const measure = await contender.measure();
      if (round >= 0) measures.get(contender.name)?.push(measure);
    }
  }
  return measures;
}
