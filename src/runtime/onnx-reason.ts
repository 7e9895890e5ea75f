import { types } from 'node:util';

const longestReason = 300;

/** Files of ONNX Runtime's own source, and lines in them: `/onnxruntime_src/core/framework/op.cc:123`. */
const sourcePlaces = /\S*\/\S+\.(?:cc|h)(?::\d+)?\s*/g;

/** What ONNX Runtime says of a failure, fit for a message: one line, no places in its source, not too long. */
export function onnxReason(cause: unknown): string {
  // Not by instanceof: under a test runner native errors come from another realm, with another Error.
  const text = types.isNativeError(cause) ? cause.message : String(cause);
  const line = text.replace(sourcePlaces, '').replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length <= longestReason ? line : `${line.slice(0, longestReason)}…`;
}
