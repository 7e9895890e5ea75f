import { PredictqlError } from '../../contract';
import { operators } from '../../onnx';
import { type Column, derivedColumn } from '../column';
import type { Selector } from '../selector';
import type { Step } from '../step';

export interface PolynomialOptions {
  readonly columns: Selector;
  /** Each column times itself, `area^2`. Default true. */
  readonly squares?: boolean;
  /** Each column times every other, `area*rooms`. Default true. */
  readonly interactions?: boolean;
}

/**
 * The products of the columns, two and two, beside the columns themselves; missing where either is. In the
 * order of scikit-learn's PolynomialFeatures of degree 2: the first column's square and its products with
 * those after it, then the second's.
 *
 * @throws PredictqlError `PARAMETER_INVALID` when neither squares nor interactions are wanted
 */
export function polynomial({ columns, squares = true, interactions = true }: PolynomialOptions): Step {
  if (!squares && !interactions) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: "Step 'polynomial'",
      expected: 'make squares, interactions or both',
      received: 'neither',
    });
  }
  return {
    name: 'polynomial',
    columns,
    fit({ columns: selected }) {
      const pairs = [...selected.keys()].flatMap((left) =>
        [...selected.keys()]
          .filter((right) => (right === left && squares) || (right > left && interactions))
          .map((right) => [left, right] as const),
      );
      // One column has no other to be multiplied by.
      if (pairs.length === 0) return { kept: [...selected.keys()] };
      return {
        outputs: pairs.map(([left, right]) => product(selected[left], selected[right])),
        keepsInputs: true,
        emit(graph, x) {
          const side = (end: 0 | 1) =>
            operators.gatherColumns(
              graph,
              x,
              pairs.map((pair) => pair[end]),
            );
          return operators.multiply(graph, side(0), side(1));
        },
        detail: { squares, interactions },
      };
    },
  };
}

function product(left: Column, right: Column): Column {
  const name = left === right ? `${left.name}^2` : `${left.name}*${right.name}`;
  return derivedColumn(name, left, right);
}
