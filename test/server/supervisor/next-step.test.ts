import { type Member, nextStep } from '../../../src/server/supervisor/next-step';

const worker = (phase: Member['phase'], generation: number): Member => ({ phase, generation });

describe('the next step', () => {
  it('is to start who is missing', () => {
    expect(nextStep([], 2, 1)).toEqual({ do: 'start' });
    expect(nextStep([worker('starting', 1)], 2, 1)).toEqual({ do: 'start' });
    expect(nextStep([worker('ready', 1), worker('retiring', 1)], 2, 1)).toEqual({ do: 'start' });
  });

  it('is nothing while all that is wanted is there or on its way', () => {
    expect(nextStep([worker('ready', 1), worker('ready', 1)], 2, 1)).toBeUndefined();
    expect(nextStep([worker('ready', 1), worker('starting', 1)], 2, 1)).toBeUndefined();
    expect(nextStep([worker('ready', 1), worker('starting', 2)], 2, 2)).toBeUndefined();
  });

  it('is to start a successor of an outdated worker, one at a time', () => {
    const old = [worker('ready', 1), worker('ready', 1)];
    expect(nextStep(old, 2, 2)).toEqual({ do: 'start' });
    expect(nextStep([...old, worker('starting', 2)], 2, 2)).toBeUndefined();
  });

  it('is to retire the oldest when its successor is ready', () => {
    const oldest = worker('ready', 1);
    const members = [worker('ready', 2), oldest, worker('ready', 1), worker('ready', 2)];
    expect(nextStep(members, 3, 2)).toEqual({ do: 'retire', member: oldest });
  });

  it('is to wait while a whole crew still retires', () => {
    const ready = [worker('ready', 1), worker('ready', 2)];
    const retiring = [worker('retiring', 1), worker('retiring', 1)];
    expect(nextStep([...ready, ...retiring], 2, 2)).toBeUndefined();
    expect(nextStep([...ready, retiring[0]], 2, 2)).toEqual({ do: 'start' });
    // Who is missing is started all the same.
    expect(nextStep([ready[0], ...retiring], 2, 2)).toEqual({ do: 'start' });
  });

  it.each([1, 2, 5])('leads from %i old workers to as many new ones, with never fewer ready', (wanted) => {
    let members = Array.from({ length: wanted }, () => worker('ready', 1));
    let most = 0;
    for (let turn = 0; turn < 100; turn++) {
      const step = nextStep(members, wanted, 2);
      if (step?.do === 'start') members.push(worker('starting', 2));
      else if (step?.do === 'retire') {
        members = members.map((member) =>
          member === step.member ? worker('retiring', member.generation) : member,
        );
      } else {
        // What takes time ends: a start, else a retirement.
        const starting = members.findIndex(({ phase }) => phase === 'starting');
        const retiring = members.findIndex(({ phase }) => phase === 'retiring');
        if (starting >= 0) members[starting] = worker('ready', 2);
        else if (retiring >= 0) members.splice(retiring, 1);
      }
      expect(members.filter(({ phase }) => phase === 'ready').length).toBeGreaterThanOrEqual(wanted);
      most = Math.max(most, members.length);
    }
    expect(members).toEqual(Array.from({ length: wanted }, () => worker('ready', 2)));
    expect(most).toBeLessThanOrEqual(2 * wanted + 1);
  });
});
