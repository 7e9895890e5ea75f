import { FileStore, type ObjectStore, S3Store } from '../../src/registry';
import { s3Settings } from './s3-place';

/** The store at a location, whether or not there is anything yet. */
export function storeAt(location: string): ObjectStore {
  return location.startsWith('s3://') ? new S3Store(location, s3Settings()) : new FileStore(location);
}
