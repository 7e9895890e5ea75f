import type { Matrix } from '../../contract';
import type { RandomSource } from '../../data';
import type { Column } from '../column';
import { type BinnedMatrix, binMatrix } from './bins';
import { growTree, leftBins } from './grow-tree';
import type { Loss } from './losses';
import { allOf, pick, sample } from './sampling';
import type { Tree } from './tree';
import { TreeWorkspace } from './workspace';

export interface BoostingRules {
  /** Most rounds; each adds one tree per output of the loss. */
  readonly trees: number;
  readonly learningRate: number;
  readonly maxDepth: number;
  readonly maxLeaves: number;
  /** Least hessian of a leaf; with squared loss that is the least number of rows. */
  readonly minChildWeight: number;
  readonly l2: number;
  /** Share of the rows that each round sees. */
  readonly subsample: number;
  /** Share of the columns that each round sees. */
  readonly columnSample: number;
  /** Per column: 1 the prediction may only rise with it, -1 only fall, 0 either. */
  readonly monotone: Int8Array;
  /** Stop once the loss on a share of the rows, kept from training, has not fallen for so many rounds. */
  readonly earlyStopping: { readonly fraction: number; readonly rounds: number } | undefined;
}

export interface BoostedTrees {
  /** One per output: added to every raw score. */
  readonly start: Float64Array;
  /** [rounds][outputs] */
  readonly rounds: readonly (readonly Tree[])[];
}

/**
 * Gradient boosting of histogram trees (Friedman, Annals of Statistics 29(5), 2001; Chen, Guestrin, KDD
 * 2016; Ke et al., NIPS 2017).
 *
 * @param truth - per row: the number to predict, or the class index
 */
export function fitBoosting(
  x: Matrix,
  columns: readonly Column[],
  truth: Float64Array,
  loss: Loss,
  rules: BoostingRules,
  random: RandomSource,
  progress: (fraction: number) => void,
): BoostedTrees {
  const { outputs } = loss;
  const { training, validation } = keepValidation(x.rows, rules.earlyStopping?.fraction ?? 0, random);
  const everyColumn = allOf(x.columns);
  const seesAllColumns = rules.columnSample === 1;
  const full = new TreeWorkspace(x.rows, x.columns);
  const binned = binMatrix(x, columns, full.bins);
  // A round that sees some of the columns works on a copy of them, and passes over no others.
  const width = seesAllColumns ? x.columns : Math.max(1, Math.round(rules.columnSample * x.columns));
  const workspace = seesAllColumns ? full : new TreeWorkspace(x.rows, width);
  const start = loss.start(pick(truth, training));
  const raw = Float64Array.from({ length: x.rows * outputs }, (_, i) => start[i % outputs]);

  const rounds: Tree[][] = [];
  let best = { rounds: 0, loss: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rules.trees; round++) {
    const rows = rules.subsample < 1 ? sample(training, rules.subsample * training.length, random) : training;
    const chosen = seesAllColumns ? everyColumn : sample(everyColumn, width, random);
    if (!seesAllColumns) copyColumns(binned, chosen, workspace.bins);
    const bins = Array.from(chosen, (column) => binned.columns[column]);
    const growth = {
      ...rules,
      minHessian: rules.minChildWeight,
      monotone: Int8Array.from(chosen, (column) => rules.monotone[column]),
      candidates: () => everyColumn.subarray(0, chosen.length),
    };
    // All trees of a round answer to the same scores.
    const before = outputs > 1 ? raw.slice() : raw;
    const trees: Tree[] = [];
    for (let output = 0; output < outputs; output++) {
      loss.derive(truth, before, output, workspace.pairs);
      workspace.rows.set(rows);
      const { tree, leaves } = growTree(workspace, bins, rows.length, growth);
      const grown = seesAllColumns ? tree : inColumns(tree, chosen);
      if (rows.length === x.rows) {
        const order = workspace.rows;
        for (const leaf of leaves) {
          for (let at = leaf.start; at < leaf.end; at++) raw[order[at] * outputs + output] += leaf.value;
        }
      } else {
        addTree(grown, binned, raw, output, outputs);
      }
      trees.push(grown);
    }
    rounds.push(trees);
    progress((round + 1) / rules.trees);
    if (rules.earlyStopping === undefined) continue;
    const reached = loss.mean(truth, raw, validation);
    if (reached < best.loss) best = { rounds: round + 1, loss: reached };
    else if (round + 1 - best.rounds >= rules.earlyStopping.rounds) break;
  }
  return { start, rounds: rules.earlyStopping === undefined ? rounds : rounds.slice(0, best.rounds) };
}

/** Parts the rows, ascending; a share of them watches over the others' training. */
function keepValidation(rows: number, fraction: number, random: RandomSource) {
  const validation = sample(allOf(rows), fraction * rows, random.fork('validation'));
  const isKept = new Uint8Array(rows);
  for (const row of validation) isKept[row] = 1;
  return { training: allOf(rows).filter((row) => isKept[row] === 0), validation };
}

function copyColumns({ data, rows, columns }: BinnedMatrix, chosen: Int32Array, target: Uint8Array): void {
  for (let row = 0, at = 0; row < rows; row++) {
    const start = row * columns.length;
    for (let i = 0; i < chosen.length; i++) target[at++] = data[start + chosen[i]];
  }
}

/** The tree with the numbers of the columns it was copied from. */
function inColumns({ nodes }: Tree, chosen: Int32Array): Tree {
  return {
    nodes: nodes.map((node) =>
      'split' in node ? { ...node, split: { ...node.split, column: chosen[node.split.column] } } : node,
    ),
  };
}

/** Adds the tree's value for every row, sampled or not. */
function addTree(
  { nodes }: Tree,
  binned: BinnedMatrix,
  raw: Float64Array,
  output: number,
  outputs: number,
): void {
  const goesLeft = nodes.map((node) => ('split' in node ? leftBins(node.split) : undefined));
  const width = binned.columns.length;
  for (let row = 0; row < binned.rows; row++) {
    let index = 0;
    let node = nodes[0];
    while ('split' in node) {
      const bin = binned.data[row * width + node.split.column];
      index = goesLeft[index]?.[bin] === 1 ? node.left : node.right;
      node = nodes[index];
    }
    raw[row * outputs + output] += node.value;
  }
}
