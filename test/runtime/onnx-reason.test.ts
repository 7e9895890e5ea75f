import { onnxReason } from '../../src/runtime/onnx-reason';

describe('what ONNX Runtime says', () => {
  it.each<[unknown, string]>([
    [
      new Error('Failed to load model because protobuf parsing failed.'),
      'Failed to load model because protobuf parsing failed',
    ],
    [
      new Error('Got invalid dimensions\n index: 1 Got: 2\n Please fix the model.'),
      'Got invalid dimensions index: 1 Got: 2 Please fix the model',
    ],
    [
      new Error(
        '/onnxruntime_src/core/providers/cpu/math/ops.h:560 void Append(ptrdiff_t) axis == 1 was false.',
      ),
      'void Append(ptrdiff_t) axis == 1 was false',
    ],
    ['a text', 'a text'],
    [new Error('x'.repeat(5000)), `${'x'.repeat(300)}…`],
  ])('fits into a message', (cause, reason) => {
    expect(onnxReason(cause)).toBe(reason);
  });
});
