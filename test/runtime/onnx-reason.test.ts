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
      'axis == 1 was false',
    ],
    [
      new Error(
        "Non-zero status code returned while running If node. Name:'a' Status Message: Non-zero status code returned while running Resize node. Name:'' Status Message: upsamplebase.h:548 ScalesValidation Scale value should be greater than 0.",
      ),
      'in a node If: in a node Resize: Scale value should be greater than 0',
    ],
    [
      new Error(
        'Exception during initialization: /onnxruntime_src/core/rnn/gru.h:56 onnxruntime::Gru::Gru(const onnxruntime::OpKernelInfo&) layout_ == 0 was false. Batchwise',
      ),
      'Exception during initialization: layout_ == 0 was false. Batchwise',
    ],
    [
      new Error(
        '/onnxruntime_src/core/text/normalizer.cc:235 onnxruntime::Locale::Locale(const std::string&)::<lambda()> Failed to construct locale',
      ),
      'Failed to construct locale',
    ],
    [new Error('[ONNXRuntimeError] : 1 : FAIL : It overflowed'), 'It overflowed'],
    ['a text', 'a text'],
    [new Error('x'.repeat(5000)), `${'x'.repeat(300)}…`],
  ])('fits into a message', (cause, reason) => {
    expect(onnxReason(cause)).toBe(reason);
  });
});
