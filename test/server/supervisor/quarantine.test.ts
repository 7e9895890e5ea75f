import { Quarantine } from '../../../src/server/supervisor/quarantine';

describe('quarantine', () => {
  it('begins when two processes died of a version', () => {
    const quarantine = new Quarantine();
    expect(quarantine.died('plain@1.0.0', 'SIGSEGV')).toBe(false);
    expect(quarantine.died('plain@1.1.0', 'SIGSEGV')).toBe(false);
    expect(quarantine.versions).toEqual([]);
    expect(quarantine.died('plain@1.0.0', 'SIGSEGV')).toBe(true);
    expect(quarantine.versions).toMatchObject([
      { model: 'plain', version: '1.0.0', error: { code: 'VERSION_QUARANTINED' } },
    ]);
    expect(quarantine.versions[0].error.parts.received).toBe('2 processes that ended with SIGSEGV');
  });

  it('does not begin when a process got through the version in between', () => {
    const quarantine = new Quarantine();
    quarantine.died('plain@1.0.0', 'SIGKILL');
    quarantine.loaded('plain@1.0.0');
    expect(quarantine.died('plain@1.0.0', 'SIGKILL')).toBe(false);
  });

  it('begins at once when a version blocks a process', () => {
    const quarantine = new Quarantine();
    quarantine.blocked('plain@1.0.0', 60_000);
    expect(quarantine.versions[0].error.parts.received).toBe('no end after 60 s');
  });

  it('ends when it is lifted', () => {
    const quarantine = new Quarantine();
    quarantine.blocked('plain@1.0.0', 60_000);
    quarantine.died('plain@1.1.0', 'SIGSEGV');
    quarantine.clear();
    expect(quarantine.versions).toEqual([]);
    expect(quarantine.died('plain@1.1.0', 'SIGSEGV')).toBe(false);
  });
});
