import { CommanderError } from 'commander';
import { PredictqlError } from '../contract';
import { plainText } from './plain-text';

/** Exit code of a command that was asked for wrongly, as in sysexits and most shells' builtins. */
const usageExitCode = 2;

/**
 * Tells why a command failed: for people, or as one JSON object with every violation.
 *
 * @returns the exit code: 0 when help was asked for, 2 when the command was used wrongly, else 1
 */
export function reportError(
  error: unknown,
  stream: NodeJS.WritableStream,
  { json }: { readonly json: boolean },
): number {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; asking for help is no error.
    return error.exitCode === 0 ? 0 : usageExitCode;
  }
  if (error instanceof PredictqlError) {
    const { code, message, violations } = error;
    const data = { code, message, ...(violations.length > 0 && { violations }) };
    stream.write(
      json ? jsonLine(data) : `${code}: ${inLines(error).split('\n').map(plainText).join('\n')}\n`,
    );
    return 1;
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stream.write(
    json ? jsonLine({ code: 'UNEXPECTED', message }) : `Unexpected error, please report it.\n${message}\n`,
  );
  return 1;
}

function jsonLine(error: object): string {
  return `${JSON.stringify({ error })}\n`;
}

/** The message with each violation that it lists, and what to do, on a line of its own. */
function inLines({ message, parts: { remedy }, violations }: PredictqlError): string {
  const listed = violations.filter((violation) => message.includes(violation.message));
  if (listed.length === 0) return message;
  let text = message;
  for (const violation of listed) text = text.replace(violation.message, (cell) => `\n  ${cell}`);
  if (remedy !== undefined && text.endsWith(` ${remedy}`)) {
    text = `${text.slice(0, -remedy.length - 1)}\n${remedy}`;
  }
  return text.replace(/ +\n/g, '\n');
}
