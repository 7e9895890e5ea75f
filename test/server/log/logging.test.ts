import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { PredictqlError } from '../../../src/contract';
import { createLogger } from '../../../src/server';

/** What the logger writes, as one text. */
function written(
  isTTY: boolean,
  isProduction: boolean,
  write: (logger: ReturnType<typeof createLogger>) => void,
) {
  let text = '';
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  write(createLogger({ logLevel: 'info', isProduction }, Object.assign(stream, { isTTY })));
  return text;
}

const bug = new TypeError('boom', { cause: new Error('below') });

describe('the log', () => {
  it.each([
    [false, false],
    [false, true],
    [true, true],
  ])('is one JSON object per line (terminal %p, production %p)', (isTTY, isProduction) => {
    const text = written(isTTY, isProduction, (logger) => {
      logger.info('request', { requestId: 'r', rows: 3 });
      logger.error('unexpected error', { error: bug });
      logger.debug('not at this level');
    });
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { level: 'info', message: 'request', requestId: 'r', rows: 3, timestamp: expect.any(String) },
      { level: 'error', message: 'unexpected error' },
    ]);
    expect(lines[1].error).toMatch(/^TypeError: boom\n\s+at [\s\S]*\[cause\]: Error: below/);
  });

  it('shows our errors with their code', () => {
    const error = new PredictqlError('ARTIFACT_CORRUPT', { subject: 'It', expected: 'be whole' });
    const text = written(false, true, (logger) => logger.error('version cannot serve', { error }));
    expect(JSON.parse(text).error).toMatch(/It must be whole\.[\s\S]*ARTIFACT_CORRUPT/);
  });

  it('is a readable line on a terminal', () => {
    const text = written(true, false, (logger) => {
      logger.info('request', { requestId: 'r', predictions: [{ rows: 3 }] });
      logger.error('unexpected error', { error: bug });
    });
    const [first, second, third] = stripVTControlCharacters(text).split('\n');
    expect(first).toMatch(/^\d\d:\d\d:\d\d info request requestId=r predictions=\[{"rows":3}\]$/);
    expect(second).toMatch(/^\d\d:\d\d:\d\d error unexpected error$/);
    expect(third).toBe('TypeError: boom');
  });
});
