import { predictionColumns, predictionRows } from '../../src/cli/prediction-table';
import { classification, defineContract, number, regression } from '../../src/contract';

const features = { lotArea: number({ min: 1 }) };

describe('a table of predictions', () => {
  it('has one column for a regression', () => {
    const contract = defineContract({
      name: 'house-price',
      major: 1,
      title: 'House price',
      task: regression({ target: 'salePrice' }),
      features,
    });
    expect(predictionColumns(contract)).toEqual(['salePrice']);
    expect(predictionRows(contract, { task: 'regression', values: Float32Array.of(1.5, 2.5) })).toEqual([
      [1.5],
      [2.5],
    ]);
  });

  it('has the label, its probability and every probability for a classification', () => {
    const contract = defineContract({
      name: 'credit-risk',
      major: 1,
      title: 'Credit risk',
      task: classification({ target: 'status', classes: ['paid back', 'defaulted'] }),
      features,
    });
    expect(predictionColumns(contract)).toEqual([
      'label',
      'probability',
      'probability_paid_back',
      'probability_defaulted',
    ]);
    expect(
      predictionRows(contract, {
        task: 'classification',
        labels: Int32Array.of(1, 0),
        probabilities: { data: Float32Array.of(0.25, 0.75, 0.5, 0.5), rows: 2, columns: 2 },
      }),
    ).toEqual([
      ['defaulted', 0.75, 0.25, 0.75],
      ['paid back', 0.5, 0.5, 0.5],
    ]);
  });
});
