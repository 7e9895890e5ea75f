import { statusOfCode } from '../../../src/server/http/status-of-code';

it.each<[readonly string[], boolean, number | undefined]>([
  [[], false, undefined],
  [['INTERNAL_SERVER_ERROR'], false, undefined],
  [['UNAUTHENTICATED'], true, 401],
  [['BAD_USER_INPUT', 'FORBIDDEN'], false, 403],
  [['VERSION_NOT_FOUND', 'BAD_USER_INPUT'], false, 400],
  [['VERSION_NOT_FOUND'], false, 404],
  [['VERSION_NOT_FOUND'], true, undefined],
  [['MODEL_NOT_FOUND'], false, 404],
  [['ALIAS_CONFLICT'], false, 409],
])('the status of %j, beside data: %p, is %p', (codes, hasData, expected) => {
  expect(statusOfCode(codes, hasData)).toBe(expected);
});
