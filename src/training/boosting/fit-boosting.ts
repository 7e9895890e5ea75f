import type { Matrix } from '../../contract';
import type { RandomSource } from '../../data';
import type { Column } from '../column';
import type { TrainingTarget } from '../step';
import { binMatrix } from './bins';
import { growTree } from './grow-tree';
import type { Loss } from './losses';
import { leftBins } from './partition';
import { allOf, pick, sample } from './sampling';
import type { Tree } from './tree';
import { keepValidation } from './validation-rows';
import { TreeWorkspace } from './workspace';

export interface BoostingRules {
  /** Most rounds; each adds one tree per output of the loss. */
  readonly trees: number;
  readonly learningRate: number;
  readonly maxDepth: number;
  /** Infinity: no limit. */
  readonly maxLeaves: number;
  /** Least number of rows of a leaf: exact with squared loss, else estimated from the hessians. */
  readonly minLeafRows: number;
  /** Least hessian of a leaf. */
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

/** Sums of hessians are exact to less than this: no leaf may have less. */
const leastChildWeight = 1e-6;

/**
 * Gradient boosting of histogram trees (Friedman, Annals of Statistics 29(5), 2001; Chen, Guestrin, KDD
 * 2016; Ke et al., NIPS 2017).
 */
export function fitBoosting(
  x: Matrix,
  columns: readonly Column[],
  { values: truth, classes }: TrainingTarget,
  loss: Loss,
  rules: BoostingRules,
  random: RandomSource,
  progress: (fraction: number) => void,
): BoostedTrees {
  const { outputs } = loss;
  const { earlyStopping } = rules;
  const { training, validation } =
    earlyStopping === undefined
      ? { training: allOf(x.rows), validation: allOf(0) }
      : keepValidation(truth, classes, earlyStopping.fraction, random.fork('validation'));
  const everyColumn = allOf(x.columns);
  const seesAllColumns = rules.columnSample === 1;
  const full = new TreeWorkspace(x.rows, x.columns);
  const cuts = binMatrix(x, columns, full.bins);
  // A round that sees some of the columns works on a copy of them, and passes over no others.
  const width = seesAllColumns ? x.columns : Math.max(1, Math.round(rules.columnSample * x.columns));
  const workspace = seesAllColumns ? full : new TreeWorkspace(x.rows, width);
  const start = loss.start(pick(truth, training));
  const raw = Float64Array.from({ length: x.rows * outputs }, (_, i) => start[i % outputs]);

  const rounds: Tree[][] = [];
  let best = { rounds: 0, loss: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rules.trees; round++) {
    const rows =
      rules.subsample < 1
        ? sample(training, Math.max(1, rules.subsample * training.length), random)
        : training;
    const chosen = seesAllColumns ? everyColumn : sample(everyColumn, width, random);
    if (!seesAllColumns) copyColumns(full, chosen, workspace.bins);
    const chosenCuts = Array.from(chosen, (column) => cuts[column]);
    const growth = {
      ...rules,
      minRows: rules.minLeafRows,
      minHessian: Math.max(rules.minChildWeight, leastChildWeight),
      monotone: Int8Array.from(chosen, (column) => rules.monotone[column]),
    };
    // All trees of a round answer to the same scores.
    const before = outputs > 1 ? raw.slice() : raw;
    const trees: Tree[] = [];
    for (let output = 0; output < outputs; output++) {
      loss.derive(truth, before, output, workspace.pairs);
      workspace.rows.set(rows);
      const { tree, leaves } = growTree(workspace, chosenCuts, rows.length, growth);
      const grown = seesAllColumns ? tree : inColumns(tree, chosen);
      if (rows.length === x.rows) {
        const order = workspace.rows;
        for (const leaf of leaves) {
          for (let at = leaf.start; at < leaf.end; at++) raw[order[at] * outputs + output] += leaf.value;
        }
      } else {
        addTree(grown, full, raw, output, outputs);
      }
      trees.push(grown);
    }
    rounds.push(trees);
    progress((round + 1) / rules.trees);
    if (earlyStopping === undefined) continue;
    const reached = loss.mean(truth, raw, validation);
    if (reached < best.loss) best = { rounds: round + 1, loss: reached };
    else if (round + 1 - best.rounds >= earlyStopping.rounds) break;
  }
  return { start, rounds: earlyStopping === undefined ? rounds : rounds.slice(0, best.rounds) };
}

function copyColumns({ bins, rowCount, columnCount }: TreeWorkspace, chosen: Int32Array, target: Uint8Array) {
  for (let row = 0, at = 0; row < rowCount; row++) {
    const start = row * columnCount;
    for (let i = 0; i < chosen.length; i++) target[at++] = bins[start + chosen[i]];
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
  { bins, rowCount, columnCount }: TreeWorkspace,
  raw: Float64Array,
  output: number,
  outputs: number,
): void {
  const goesLeft = nodes.map((node) => ('split' in node ? leftBins(node.split) : undefined));
  for (let row = 0; row < rowCount; row++) {
    let index = 0;
    let node = nodes[0];
    while ('split' in node) {
      const bin = bins[row * columnCount + node.split.column];
      index = goesLeft[index]?.[bin] === 1 ? node.left : node.right;
      node = nodes[index];
    }
    raw[row * outputs + output] += node.value;
  }
}
