import { compileEncoder, type Manifest, type Row } from '../dist/contract';
import { InferenceSession, RuntimeTensor } from '../dist/onnx';

/** Runs rows that were encoded beforehand; resolves to the number for each of them. */
export type RawRun = () => Promise<readonly number[]>;

/** The model of a version in ONNX Runtime and nothing else, with one thread. */
export async function rawOnnx(
  { contract, binding }: Manifest,
  artifact: Uint8Array,
): Promise<(rows: readonly Row[]) => RawRun> {
  const session = await InferenceSession.create(artifact, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const encode = compileEncoder(contract);
  if (binding.kind !== 'matrix') throw new Error('The model must take one matrix.');
  const { input } = binding;
  return (rows) => {
    const matrix = encode(rows);
    return async () => {
      const tensor = new RuntimeTensor('float32', matrix.data, [matrix.rows, matrix.columns]);
      const outputs = await session.run({ [input]: tensor });
      return [...(outputs.prediction.data as Float32Array)];
    };
  };
}
