import { CommanderError } from 'commander';
import { reportError } from '../../src/cli/report-error';
import { PredictqlError, type Violation } from '../../src/contract';
import { MemoryStream } from './memory-stream';

function reported(error: unknown, json = false): { readonly code: number; readonly text: string } {
  const stream = new MemoryStream();
  return { code: reportError(error, stream, { json }), text: stream.text };
}

const missing = new PredictqlError('REGISTRY_MISSING', {
  subject: 'The registry at /here',
  expected: 'exist',
  remedy: 'Train a model.',
});

function violation(row: number): Violation {
  const parts = { path: [row, 'Lot_Area'], constraint: 'min', expected: 'be at least 1', received: '-5' };
  return { ...parts, message: `row ${row}, column 'Lot_Area': must be at least 1, got -5` };
}

/** Two of three cells are listed in its message, as with very many. */
const invalid = new PredictqlError(
  'CELL_INVALID',
  {
    subject: '"rows.csv"',
    expected: 'satisfy house-price v1 in every cell',
    received: `3 cells that do not: ${violation(1).message}; ${violation(2).message}; and 1 more`,
    remedy: 'Correct the file.',
  },
  { violations: [violation(1), violation(2), violation(3)] },
);

describe('reportError', () => {
  it('writes the code and the message of an error of the catalogue', () => {
    expect(reported(missing)).toEqual({
      code: 1,
      text: 'REGISTRY_MISSING: The registry at /here must exist. Train a model.\n',
    });
  });

  it('gives every violation that the message lists a line of its own', () => {
    expect(reported(invalid).text).toBe(
      [
        'CELL_INVALID: "rows.csv" must satisfy house-price v1 in every cell, got 3 cells that do not:',
        "  row 1, column 'Lot_Area': must be at least 1, got -5;",
        "  row 2, column 'Lot_Area': must be at least 1, got -5; and 1 more.",
        'Correct the file.',
        '',
      ].join('\n'),
    );
  });

  it('writes one JSON object with every violation when asked to', () => {
    const { code, text } = reported(invalid, true);
    expect(code).toBe(1);
    expect(text).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(text)).toEqual({
      error: {
        code: 'CELL_INVALID',
        message: invalid.message,
        violations: [violation(1), violation(2), violation(3)],
      },
    });
    expect(JSON.parse(reported(missing, true).text)).toEqual({
      error: { code: 'REGISTRY_MISSING', message: missing.message },
    });
  });

  it('shows where an unexpected error comes from', () => {
    const { code, text } = reported(new TypeError('x is not a function'));
    expect(code).toBe(1);
    expect(text).toMatch(/^Unexpected error, please report it\.\nTypeError: x is not a function\n\s+at /);
    expect(JSON.parse(reported('a text', true).text)).toEqual({
      error: { code: 'UNEXPECTED', message: 'a text' },
    });
  });

  it('adds nothing to what commander has said', () => {
    expect(reported(new CommanderError(1, 'commander.unknownOption', 'unknown option'))).toEqual({
      code: 2,
      text: '',
    });
    expect(reported(new CommanderError(0, 'commander.helpDisplayed', 'help'))).toEqual({ code: 0, text: '' });
  });
});
