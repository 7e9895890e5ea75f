import { RandomSource } from '../../../src/data';
import { type Loss, logisticLoss, softmaxLoss, squaredLoss } from '../../../src/training/boosting/losses';

const losses: readonly [string, Loss, number][] = [
  ['squared', squaredLoss, 0],
  ['logistic', logisticLoss, 2],
  ['softmax of three', softmaxLoss(3), 3],
];

const rows = 12;

function sampleOf({ outputs }: Loss, classes: number) {
  const random = new RandomSource(classes);
  return {
    truth: Float64Array.from({ length: rows }, () =>
      classes === 0 ? random.normal() : random.integer(classes),
    ),
    raw: Float64Array.from({ length: rows * outputs }, () => 2 * random.normal()),
  };
}

describe.each(losses)('%s loss', (_, loss, classes) => {
  const { outputs } = loss;
  const { truth, raw } = sampleOf(loss, classes);

  it('has the derivatives that it promises', () => {
    const pairs = new Float64Array(2 * rows);
    const step = 1e-4;
    for (let output = 0; output < outputs; output++) {
      loss.derive(truth, raw, output, pairs);
      for (let row = 0; row < rows; row++) {
        const [below, at, above] = [-step, 0, step].map((change) => {
          const moved = raw.slice();
          moved[row * outputs + output] += change;
          return loss.mean(truth, moved, [row]);
        });
        expect(pairs[2 * row]).toBeCloseTo((above - below) / (2 * step), 6);
        expect(pairs[2 * row + 1]).toBeCloseTo((above - 2 * at + below) / step ** 2, 5);
      }
    }
  });

  it('starts from the constant that is best', () => {
    const start = loss.start(truth);
    expect(start).toHaveLength(outputs);
    const everyRow = [...truth.keys()];
    const meanAt = (scores: Float64Array) =>
      loss.mean(
        truth,
        Float64Array.from({ length: rows * outputs }, (_, i) => scores[i % outputs]),
        everyRow,
      );
    for (let output = 0; output < outputs; output++) {
      for (const change of [-0.01, 0.01]) {
        const moved = start.slice();
        moved[output] += change;
        expect(meanAt(moved)).toBeGreaterThan(meanAt(start));
      }
    }
  });

  it('stays finite far out', () => {
    const pairs = new Float64Array(2 * rows);
    for (const size of [50, 800, 1e6]) {
      const far = raw.map((value) => value * size);
      for (let output = 0; output < outputs; output++) {
        loss.derive(truth, far, output, pairs);
        expect(pairs.every(Number.isFinite)).toBe(true);
        for (let row = 0; row < rows; row++) expect(pairs[2 * row + 1]).toBeGreaterThan(0);
      }
      expect(Number.isFinite(loss.mean(truth, far, [...truth.keys()]))).toBe(true);
    }
  });
});

it('softmax loss starts a class that no row has from as good as nothing', () => {
  const start = softmaxLoss(3).start(Float64Array.of(0, 1, 1, 1));
  expect(start[0]).toBeCloseTo(Math.log(1 / 4), 12);
  expect(Number.isFinite(start[2])).toBe(true);
  expect(start[2]).toBeLessThan(-30);
});
