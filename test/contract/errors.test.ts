import { errorCatalogue, errorMessage, PredictqlError } from '../../src/contract';

describe('errorMessage', () => {
  it.each([
    [{ subject: 'A model', expected: 'exist' }, 'A model must exist.'],
    [{ subject: 'A model', expected: 'exist', received: 'none' }, 'A model must exist, got none.'],
    [{ subject: 'A model', expected: 'exist', remedy: 'Train it.' }, 'A model must exist. Train it.'],
    [
      { subject: 'A model', expected: 'exist', received: 'none', remedy: 'Train it.' },
      'A model must exist, got none. Train it.',
    ],
    [
      { subject: 'A model', expected: 'exist', received: undefined, remedy: undefined },
      'A model must exist.',
    ],
  ])('of %j is %j', (parts, message) => {
    expect(errorMessage(parts)).toBe(message);
  });
});

describe('PredictqlError', () => {
  const parts = { subject: "Feature 'lotArea' of house-price v1", expected: 'be at least 1', received: '-5' };

  it('has a code for programs, a message for people and the parts of it', () => {
    const error = new PredictqlError('ROWS_INVALID', parts);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'PredictqlError', code: 'ROWS_INVALID', parts, violations: [] });
    expect(error.message).toBe("Feature 'lotArea' of house-price v1 must be at least 1, got -5.");
    expect(error.stack).toContain('errors.test.ts');
    expect('cause' in error).toBe(false);
  });

  it('keeps its cause and its violations', () => {
    const cause = new Error('disk');
    const violations = [{ path: [0], constraint: 'type', expected: 'be', received: 'x', message: 'm' }];
    expect(new PredictqlError('ROWS_INVALID', parts, { cause, violations })).toMatchObject({
      cause,
      violations,
    });
  });
});

describe('errorCatalogue', () => {
  it('describes each code in one sentence', () => {
    for (const [code, description] of Object.entries(errorCatalogue)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(description).toMatch(/^[A-Z][^|\n]*\.$|^[a-z]+\.[a-z][^|\n]*\.$/);
    }
  });

  it('describes no two codes alike', () => {
    const descriptions = Object.values(errorCatalogue);
    expect(new Set(descriptions).size).toBe(descriptions.length);
  });
});
