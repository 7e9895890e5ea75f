/** What files begin with that people take for ONNX models, and what to call them. */
const beginnings: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive, as PyTorch and Keras save their own models'],
  ['\u0089HDF', 'an HDF5 file, as Keras saves its own models'],
  ['\u0080\u0002', 'a Python pickle'],
  ['\u0080\u0003', 'a Python pickle'],
  ['\u0080\u0004', 'a Python pickle'],
  ['\u0080\u0005', 'a Python pickle'],
  ['version https://git-lfs', 'a Git LFS pointer instead of the file itself'],
  ['{', 'JSON or text'],
  ['<', 'HTML or XML'],
  ['\u001f\u008b', 'a gzip archive'],
];

/** What the bytes are instead of an ONNX model, as far as their beginning tells it. */
export function otherFormatOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'an empty file';
  const start = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  if (start.startsWith('TFL3', 4)) return 'a TensorFlow Lite model';
  return beginnings.find(([beginning]) => start.startsWith(beginning))?.[1];
}
