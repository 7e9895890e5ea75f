import { types } from 'node:util';

const longestReason = 300;

/**
 * Places in ONNX Runtime's own source, with the function there, by its signature or its bare name:
 * `/onnxruntime_src/core/framework/op.cc:123 void onnxruntime::Op::Run(int) const `, `op.h:12 Compute `.
 */
const sourcePlaces =
  /\S*\/\S+\.(?:cc|h)(?::\d+\s+[\w:*&<>~, ]+\([^()]*\)(?:::<lambda\(\)>)?(?: const)?(?: \[with [^\]]*\])?)?(?::\d+)?\s*|\b\w+\.(?:cc|h):\d+ \w+ /g;

/** Its own kinds of errors, which say no more than the text behind them. */
const errorKinds = /\[ONNXRuntimeError\] : \d+ : \w+ : /g;

/** How it says which node failed; a node of a subgraph stands behind the one that has the subgraph. */
const failedNode = /Non-zero status code returned while running (\S+) node\. Name:'[^']*' Status Message: /g;

/** What ONNX Runtime says of a failure, fit for a message: one line, no places in its source, not too long. */
export function onnxReason(cause: unknown): string {
  // Not by instanceof: under a test runner native errors come from another realm, with another Error.
  const text = types.isNativeError(cause) ? cause.message : String(cause);
  const line = text
    .replace(sourcePlaces, '')
    .replace(errorKinds, '')
    .replace(failedNode, 'in a node $1: ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  return line.length <= longestReason ? line : `${line.slice(0, longestReason)}…`;
}
