/** Tells people how far a long work is. */
export interface Progress {
  /** @param fraction - from 0 to 1 */
  update(stage: string, fraction: number): void;
  /** Leaves the line free for what comes next. */
  finish(): void;
}

const barWidth = 24;

/** A bar that redraws itself on a terminal; elsewhere one plain line per stage. */
export function createProgress(
  stream: NodeJS.WriteStream | (NodeJS.WritableStream & { isTTY?: boolean; columns?: number }),
  { silent = false } = {},
): Progress {
  if (silent) return { update() {}, finish() {} };
  if (stream.isTTY !== true) return plainLines(stream);
  return {
    update(stage, fraction) {
      const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth);
      const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
      const line = `${bar} ${String(Math.round(fraction * 100)).padStart(3)} %  ${stage}`;
      stream.write(`\r\x1b[K${line.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    finish: () => void stream.write('\r\x1b[K'),
  };
}

function plainLines(stream: NodeJS.WritableStream): Progress {
  let last = '';
  return {
    update(stage, fraction) {
      if (stage === last) return;
      last = stage;
      stream.write(`${String(Math.round(fraction * 100)).padStart(3)} %  ${stage}\n`);
    },
    finish() {},
  };
}
