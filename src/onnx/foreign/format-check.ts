import { shown } from '../../contract';
import type { ModelProto } from '../gen/onnx_pb';
import { refusal } from './refusal';

/** The newest file format and operator sets that onnxruntime-node 1.30 reads. */
export const newestReadable = {
  irVersion: 13,
  opsets: { 'ai.onnx': 26, 'ai.onnx.ml': 5, 'com.microsoft': 1 } as Readonly<Record<string, number>>,
} as const;

/** The domain under its full name; ONNX's own may also be written as nothing. */
export function domainName(domain: string): string {
  return domain === '' ? 'ai.onnx' : domain;
}

/**
 * @param subject - the file, for messages
 * @throws PredictqlError `MODEL_REFUSED` when the file format or an operator set is newer than
 *   {@link newestReadable}, or not a version
 */
export function assertFormat({ irVersion, opsetImport, functions }: ModelProto, subject: string): void {
  if (irVersion < 1n || irVersion > BigInt(newestReadable.irVersion)) {
    throw refusal({
      subject: `${subject}: its IR version`,
      expected: `be from 1 to ${newestReadable.irVersion}`,
      received: String(irVersion),
      remedy: 'Export it with an older release of onnx.',
    });
  }
  const imported = new Map<string, bigint>();
  for (const { domain, version } of [...opsetImport, ...functions.flatMap((one) => one.opsetImport)]) {
    const newest = newestReadable.opsets[domainName(domain)];
    if (newest === undefined || (version >= 1n && version <= BigInt(newest))) continue;
    throw refusal({
      subject: `${subject}: its operator set ${domainName(domain)}`,
      expected: `be a version from 1 to ${newest}`,
      received: String(version),
      remedy: `Export it with opset ${newest} or older.`,
    });
  }
  for (const { domain, version } of opsetImport) {
    const name = domainName(domain);
    const other = imported.get(name);
    if (other !== undefined && other !== version) {
      throw refusal({
        subject: `${subject}: its operator set ${shown(name)}`,
        expected: 'be named in one version',
        received: `${other} and ${version}`,
      });
    }
    imported.set(name, version);
  }
}
