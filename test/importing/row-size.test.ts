import type { Contract } from '../../src/contract';
import { fittingAxis } from '../../src/importing/golden-rows';

const contractOf = (shape: (number | null)[]): Pick<Contract, 'features'> => ({
  features: [{ name: 'x', source: 'x', kind: 'tensor', dtype: 'float32', shape, nullable: false }],
});

describe('fittingAxis', () => {
  it('keeps the length where a row of it can be sent', () => {
    expect(fittingAxis(contractOf([3, 224, null]), 224, 'a.onnx')).toBe(224);
    expect(fittingAxis(contractOf([3, 512, 512]), 224, 'a.onnx')).toBe(224);
  });

  it('takes a shorter one where it cannot', () => {
    expect(fittingAxis(contractOf([1000, 100, null]), 64, 'a.onnx')).toBe(8);
  });

  it('refuses rows that nobody could send, before any is made', () => {
    expect(() => fittingAxis(contractOf([30_000, 30_000]), 1, 'a.onnx')).toThrow(
      'a.onnx must take rows of at most 1000000 values, got 900000000.',
    );
  });
});
