import { onnxReason } from '../runtime';

/** What ONNX Runtime says when it lacks an operator, a version of one, or one for certain types. */
const lacks: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /No Op registered for (\S+) with domain_version of (-?\d+)/,
    ([, operator, version]) => `operator ${operator}, which its operator set ${version} does not have`,
  ],
  [
    /(?:Fatal error: )?(\S+)\(-?\d+\) is not a registered function\/op/,
    ([, operator]) => `operator ${operator}, which ONNX Runtime does not have`,
  ],
  [
    /Could not find an implementation for (\S+)\((\d+)\)/,
    ([, operator, version]) =>
      `operator ${operator} of version ${version}, which ONNX Runtime has not for these types`,
  ],
];

/** Why ONNX Runtime does not load a model, in few words. */
export function loadReason(cause: unknown): string {
  const reason = onnxReason(cause);
  for (const [pattern, text] of lacks) {
    const found = pattern.exec(reason);
    if (found !== null) return text(found);
  }
  return reason.replace(/^(?:This is an invalid model\.|Exception during initialization:) (?:Error: )?/, '');
}
