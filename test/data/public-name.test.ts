import { publicNameOf } from '../../src/data';

describe('publicNameOf', () => {
  it.each([
    ['data/ames.csv', 'data/ames.csv'],
    ['./data/../data/ames.csv', 'data/ames.csv'],
    ['/srv/project/data/ames.csv', 'data/ames.csv'],
    ['/home/someone/secret/ames.csv', 'ames.csv'],
    ['../other/ames.csv', 'ames.csv'],
    ['/srv/project-two/ames.csv', 'ames.csv'],
    ['..ames/x.csv', '..ames/x.csv'],
  ])('of %p is %p', (path, name) => {
    expect(publicNameOf(path, '/srv/project')).toBe(name);
  });

  it('starts at the working directory', () => {
    expect(publicNameOf(`${process.cwd()}/data/ames.csv`)).toBe('data/ames.csv');
  });
});
