/** Tells people how far a long work is. */
export interface Progress {
  /** @param fraction - from 0 to 1 */
  update(stage: string, fraction: number): void;
  /** Leaves the line free for what comes next. */
  finish(): void;
}

type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

const barWidth = 24;

/** Percent between two plain lines of one stage: a log shows that a long one moves, and stays short. */
const plainStep = 10;

/** A bar that redraws itself on a terminal; elsewhere plain lines, one or more per stage. */
export function createProgress(stream: ProgressStream, { silent = false } = {}): Progress {
  if (silent) return { update() {}, finish() {} };
  return stream.isTTY === true ? bar(stream) : plainLines(stream);
}

function bar(stream: ProgressStream): Progress {
  return {
    update(stage, fraction) {
      const filled = Math.round((percentOf(fraction) / 100) * barWidth);
      const drawn = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
      // Some terminals say that they have no columns at all. One is left free: a full line would wrap.
      const room = (stream.columns || 80) - 1;
      stream.write(`\r\x1b[K${`${drawn} ${shownPercent(fraction)}  ${stage}`.slice(0, room)}`);
    },
    finish: () => void stream.write('\r\x1b[K'),
  };
}

function plainLines(stream: ProgressStream): Progress {
  let last = { stage: '', percent: 0 };
  return {
    update(stage, fraction) {
      const percent = percentOf(fraction);
      if (stage === last.stage && percent < last.percent + plainStep) return;
      last = { stage, percent };
      stream.write(`${shownPercent(fraction)}  ${stage}\n`);
    },
    finish() {},
  };
}

function percentOf(fraction: number): number {
  return Math.round(Math.min(1, Math.max(0, fraction)) * 100);
}

function shownPercent(fraction: number): string {
  return `${String(percentOf(fraction)).padStart(3)} %`;
}
