import { shownNumber, table } from '../../src/cli/table';

describe('table', () => {
  it('puts texts to the left and numbers to the right', () => {
    expect(
      table(
        ['metric', 'train', 'holdout'],
        [
          ['rmse USD', 24965.05, 30991.66],
          ['r2', 0.9, 0.84352],
        ],
      ),
    ).toBe(
      ['metric      train  holdout', 'rmse USD    24965    30992', 'r2        0.90000  0.84352'].join('\n'),
    );
  });

  it('keeps numbers to the right of a header that is wider, and empty cells among them', () => {
    expect(
      table(
        ['version', 'seed'],
        [
          ['1.1.0', 7],
          ['1.0.0', ''],
        ],
      ),
    ).toBe(['version  seed', '1.1.0       7', '1.0.0'].join('\n'));
  });

  it('leaves no spaces at the ends of lines', () => {
    const lines = table(['a', 'wide header'], [['x', 'y']]).split('\n');
    expect(lines).toEqual(['a  wide header', 'x  y']);
  });

  it('shows a header alone', () => {
    expect(table(['version', 'seed'], [])).toBe('version  seed');
  });
});

describe('shownNumber', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [-3, '-3'],
    [1_234_567, '1234567'],
    [24_965.048, '24965'],
    [123_456.7, '123457'],
    [1.5, '1.5000'],
    [0.1178, '0.11780'],
    [-0.1178, '-0.11780'],
    [0.000_012_345_6, '0.000012346'],
  ])('shows %s as %s', (value, shown) => {
    expect(shownNumber(value)).toBe(shown);
  });
});
