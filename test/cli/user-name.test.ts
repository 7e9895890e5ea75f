import os from 'node:os';
import { userName } from '../../src/cli/user-name';

describe('userName', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is the name of the user', () => {
    expect(userName()).toBe(os.userInfo().username);
  });

  it('is the number of a user without a name, as containers have them', () => {
    jest.spyOn(os, 'userInfo').mockImplementation(() => {
      throw new Error(
        'A system error occurred: uv_os_get_passwd returned ENOENT (no such file or directory)',
      );
    });
    expect(userName()).toBe(`user ${process.getuid?.()}`);
  });
});
