import { PredictqlError } from '../../contract';
import { type GraphBuilder, operators, type Value } from '../../onnx';
import { derivedColumn } from '../column';
import { assertParameter } from '../parameter';
import type { Selector } from '../selector';
import type { Step } from '../step';
import { finiteValues } from './finite-values';

export interface PowerOptions {
  readonly columns: Selector;
  /** Not 0: 2 squares, 0.5 takes the square root, -1 the reciprocal. */
  readonly exponent: number;
  /**
   * What becomes of numbers below 0. `plain`, the default: what arithmetic makes of them, which for an
   * exponent that is not whole is nothing. `mirrored`: the power of the size with the sign of the number, so
   * that the order of the numbers stays; for exponents above 0.
   */
  readonly signs?: 'plain' | 'mirrored';
}

/**
 * Each value to a power. NaN stays NaN; a value at prediction time that has no such power (the root of a
 * negative number, the reciprocal of 0) counts as missing, so put the step before an impute.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless the exponent is finite and not 0, and above 0 when mirrored
 */
export function power({ columns, exponent, signs = 'plain' }: PowerOptions): Step {
  const isMirrored = signs === 'mirrored';
  const isUsable = Number.isFinite(Math.fround(exponent)) && (isMirrored ? exponent > 0 : exponent !== 0);
  const expected = isMirrored ? 'be finite and above 0' : 'be finite and not 0';
  assertParameter("step 'power'", 'exponent', exponent, expected, isUsable);
  const raise = isMirrored
    ? (value: number) => Math.sign(value) * Math.abs(value) ** exponent
    : (value: number) => value ** exponent;
  return {
    name: 'power',
    columns,
    fit(input) {
      for (const [index, { name }] of input.columns.entries()) {
        const wrong = finiteValues('power', input, index).find(
          (value) => !Number.isFinite(Math.fround(raise(value))),
        );
        if (wrong === undefined) continue;
        throw new PredictqlError('STEP_UNFITTABLE', {
          subject: `Step 'power' on column '${name}'`,
          expected: `see values that have a finite power of ${exponent}`,
          received: String(wrong),
          remedy: 'Use another exponent, mirrored signs, or another transform.',
        });
      }
      return {
        outputs: input.columns.map((column) => derivedColumn(column.name, column)),
        emit: (graph, x) => (isMirrored ? emitMirrored : emitPlain)(graph, x, exponent),
        detail: { exponent, signs },
      };
    },
  };
}

function emitMirrored(graph: GraphBuilder, x: Value, exponent: number): Value {
  const size = operators.power(graph, operators.absolute(graph, x), operators.scalar(graph, exponent));
  return operators.multiply(graph, operators.sign(graph, x), size);
}

function emitPlain(graph: GraphBuilder, x: Value, exponent: number): Value {
  const raised = operators.power(graph, x, operators.scalar(graph, exponent));
  if (exponent > 0) return raised;
  const isZero = operators.equal(graph, x, operators.scalar(graph, 0));
  return operators.where(graph, isZero, operators.scalar(graph, Number.NaN), raised);
}
