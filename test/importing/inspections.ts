import type { Inspection } from '../../src/importing';

/** What is known of a model that takes x, float32 [N, 2], and gives y, float32 [N, 1], with changes. */
export function inspectionOf(changes: Partial<Inspection> = {}): Inspection {
  return {
    inputs: [{ name: 'x', dtype: 'float32', shape: ['N', 2] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: ['N', 1] }],
    cut: [],
    classes: {},
    vocabularies: [],
    producer: '',
    producerVersion: '',
    description: '',
    metadata: {},
    irVersion: 8,
    opsets: { 'ai.onnx': 17 },
    sha256: '0'.repeat(64),
    bytes: 1,
    ...changes,
  };
}
