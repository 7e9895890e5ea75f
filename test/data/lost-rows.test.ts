import { csv, readTable } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

// No file is known to make the reader lose rows: here the count is made wrong instead.
jest.mock('../../src/data/csv-shape', () => ({
  isGzipped: () => false,
  csvShape: async () => ({ delimiter: ',', columns: 2, rows: 4 }),
}));

const folder = temporaryFolder();

describe('readTable of CSV', () => {
  it('refuses a file whose rows it did not all get', async () => {
    const path = folder.file('lost.csv', 'a,b\n1,2\n3,4\n');
    const { message } = await caught('DATA_UNREADABLE', () => readTable(csv(path)));
    expect(message).toContain('must give the 4 rows that its quotes and line ends mark, got 3.');
  });
});
