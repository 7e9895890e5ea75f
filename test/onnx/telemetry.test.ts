import { InferenceSession } from '../../src/onnx';

it('switches the telemetry of ONNX Runtime off before it is loaded', () => {
  expect(InferenceSession).toBeDefined();
  expect(process.env.ORT_DISABLE_TELEMETRY).toBe('1');
});
