import { securityHeaders } from '../../../src/server/http/security-headers';

describe('securityHeaders', () => {
  it('are those of helmet', () => {
    const headers = securityHeaders(false);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers).toMatchObject({
      'strict-transport-security': expect.stringContaining('max-age='),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('let the landing page load what it is made of', () => {
    const headers = securityHeaders(true);
    expect(headers).not.toHaveProperty('content-security-policy');
    expect(headers).not.toHaveProperty('cross-origin-embedder-policy');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
