import { createLogger as createWinstonLogger, format, type Logger, transports } from 'winston';
import type { Environment } from './environment';

export type { Logger };

/** One JSON object per line where machines read the log; a readable line on a terminal. */
export function createLogger(
  { logLevel, isProduction }: Pick<Environment, 'logLevel' | 'isProduction'>,
  stream: NodeJS.WritableStream & { isTTY?: boolean } = process.stdout,
): Logger {
  const isReadable = stream.isTTY === true && !isProduction;
  return createWinstonLogger({
    level: logLevel,
    format: format.combine(
      format.timestamp(),
      format.errors({ stack: true }),
      isReadable ? readable : format.json(),
    ),
    transports: [new transports.Stream({ stream })],
  });
}

const readable = format.combine(
  format.colorize({ level: true }),
  format.printf(({ timestamp, level, message, stack, ...rest }) => {
    const time = String(timestamp).slice(11, 19);
    const details = Object.entries(rest)
      .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
      .join(' ');
    return [`${time} ${level} ${String(message)}`, details, stack].filter(Boolean).join(' ');
  }),
);
