import { defineContract, number, regression, type Training } from '../../src/contract';
import type { VersionDraft } from '../../src/registry';

export interface DraftOptions {
  readonly model?: string;
  readonly major?: number;
  /** Largest lot that the contract allows; a smaller one than before breaks clients. */
  readonly max?: number;
}

/** A small draft whose artifact is the given text; a registry does not look inside. */
export function draftOf(
  content: string,
  { model = 'house-price', major = 1, max = 1000 }: DraftOptions = {},
): VersionDraft & { readonly training: Training } {
  return {
    contract: defineContract({
      name: model,
      major,
      title: 'House price',
      task: regression({ target: 'salePrice', unit: 'USD' }),
      features: { lotArea: number({ unit: 'ft²', min: 1, max }) },
    }),
    binding: { kind: 'matrix', input: 'features' },
    artifact: { content: Buffer.from(content), irVersion: 8, opsets: { 'ai.onnx': 17 } },
    golden: {
      rows: [{ lotArea: 1 }, { lotArea: 2 }],
      expected: { task: 'regression', predictions: [10, 20] },
    },
    training: {
      estimator: 'linear',
      parameters: { l2: 0.5 },
      steps: [{ step: 'standardize', outputs: 1 }],
      seed: 7,
      rows: 80,
      holdoutRows: 20,
      dataset: { source: 'houses.csv', sha256: 'a'.repeat(64) },
      tools: { predictql: '0.1.0' },
      seconds: 0.5,
    },
    assessment: { metrics: [{ name: 'rmse', split: 'holdout', value: 3, higherIsBetter: false }] },
    assessmentFiles: new Map([['report.json', Buffer.from(JSON.stringify({ of: content }))]]),
  };
}
