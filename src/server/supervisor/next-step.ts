/** A worker as far as the plan is concerned. */
export interface Member {
  readonly phase: 'starting' | 'ready' | 'retiring';
  /** Which state of the registry it serves; a higher number is a newer one. */
  readonly generation: number;
}

export type Step<M> = { readonly do: 'start' } | { readonly do: 'retire'; readonly member: M };

/**
 * What to do next, so that in the end there are as many ready workers as wanted, all of the newest
 * generation: first those that are missing are started, then outdated ones are replaced one by one, each
 * only when its successor is ready. No replacement begins while a whole crew still retires, which bounds
 * the memory that a quick series of changes can take.
 *
 * @param members - in the order in which they were started
 * @returns undefined when there is nothing to do but wait
 */
export function nextStep<M extends Member>(
  members: readonly M[],
  wanted: number,
  generation: number,
): Step<M> | undefined {
  const inPhase = (phase: Member['phase']) => members.filter((member) => member.phase === phase);
  const ready = inPhase('ready');
  const starting = inPhase('starting').length;
  if (ready.length > wanted) return { do: 'retire', member: oldest(ready) };
  if (ready.length + starting < wanted) return { do: 'start' };
  const isOutdated = ready.some((member) => member.generation < generation);
  return isOutdated && starting === 0 && inPhase('retiring').length < wanted ? { do: 'start' } : undefined;
}

/** Of the lowest generation, the one that was started first. */
function oldest<M extends Member>(members: readonly M[]): M {
  return members.reduce((found, member) => (member.generation < found.generation ? member : found));
}
