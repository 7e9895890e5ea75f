import { type OpenAxes, shapeText } from './axes';
import type { ReportChange } from './compatibility';
import { outputTypeOf } from './output-type';
import { shown } from './shown';
import type { ClassificationTarget, Target, TargetOutput, TensorsTarget } from './target';
import { compareUnits } from './unit-compatibility';

/** Reports how a target differs for those who read it. */
export function compareTargets(before: Target, after: Target, report: ReportChange): void {
  if (before.task !== after.task) {
    report(true, `was ${articled[before.task]} and is ${articled[after.task]}`);
    return;
  }
  if (before.name !== after.name) {
    // Nothing in the schema is called after it: the outputs have names of their own.
    report(before.task !== 'tensors', `was called ${before.name} and is called ${after.name}`);
  }
  if (before.task === 'regression' && after.task === 'regression')
    compareUnits(before.unit, after.unit, report);
  if (before.task === 'classification' && after.task === 'classification')
    compareClasses(before, after, report);
  if (before.task === 'tensors' && after.task === 'tensors') compareOutputs(before, after, report);
}

const articled: Readonly<Record<Target['task'], string>> = {
  regression: 'a regression',
  classification: 'a classification',
  tensors: 'tensors',
};

function compareClasses(
  before: ClassificationTarget,
  after: ClassificationTarget,
  report: ReportChange,
): void {
  const olds = before.classes.map(({ name }) => name);
  const news = after.classes.map(({ name }) => name);
  if (olds.join() !== news.join()) {
    report(true, `has classes ${news.join(', ')} instead of ${olds.join(', ')}`);
    return;
  }
  for (const [index, { name, value }] of before.classes.entries()) {
    const now = after.classes[index].value;
    if (now !== value) report(true, `means ${shown(now)} instead of ${shown(value)} by ${name}`);
  }
}

function compareOutputs(before: TensorsTarget, after: TensorsTarget, report: ReportChange): void {
  const olds = new Map(before.outputs.map((output) => [output.name, output]));
  const news = new Map(after.outputs.map((output) => [output.name, output]));
  for (const [name, old] of olds) {
    const now = news.get(name);
    if (now === undefined) report(true, `no longer has the output ${name}`);
    else
      compareOutput(old, now, (breaking, message) =>
        report(breaking, `has an output ${name} that ${message}`),
      );
  }
  for (const name of news.keys()) if (!olds.has(name)) report(false, `has the new output ${name}`);
}

function compareOutput(before: TargetOutput, after: TargetOutput, report: ReportChange): void {
  compareUnits(before.unit, after.unit, report);
  const [old, now] = [outputTypeOf(before), outputTypeOf(after)];
  if (old !== now) report(true, `is ${now} instead of ${old}`);
  else if (before.dtype !== after.dtype) report(false, `is ${after.dtype} instead of ${before.dtype}`);
  if (shapeText(before.shape) === shapeText(after.shape)) return;
  report(
    !isNarrower(before.shape, after.shape),
    `has shape ${shapeText(after.shape)} instead of ${shapeText(before.shape)}`,
  );
}

/** Whether a client that is ready for the one shape meets nothing new in the other. */
function isNarrower(before: OpenAxes, after: OpenAxes): boolean {
  return before.length === after.length && before.every((axis, at) => axis === null || axis === after[at]);
}
