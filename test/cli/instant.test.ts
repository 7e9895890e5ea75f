import { instant } from '../../src/cli/instant';

describe('a point in time', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T10:30:00.250+01:00', '2026-01-31T09:30:00.250Z'],
  ])('is %s', (text, time) => {
    expect(instant(text).toISOString()).toBe(time);
  });

  it.each([
    'yesterday',
    '',
    '2026-02-30',
    '2026-01-31T09:30:00',
    '2026-01-31 09:30',
    '1769851800',
    '31.01.2026',
  ])('is not %j', (text) => {
    expect(() => instant(text)).toThrow('It must be a day like 2026-01-31 or a time like');
  });
});
