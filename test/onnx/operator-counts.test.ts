import { create } from '@bufbuild/protobuf';
import { operatorCounts } from '../../src/onnx';
import { GraphProtoSchema, ModelProtoSchema } from '../../src/onnx/gen/onnx_pb';

describe('operatorCounts', () => {
  it('counts operators by name, in subgraphs and functions as well', () => {
    const branch = create(GraphProtoSchema, { node: [{ opType: 'Add' }, { opType: 'Loop' }] });
    const model = create(ModelProtoSchema, {
      graph: {
        node: [
          { opType: 'Add' },
          {
            opType: 'If',
            attribute: [
              { name: 'then_branch', g: branch },
              { name: 'else_branch', g: branch },
            ],
          },
          { opType: 'Scaler', domain: 'ai.onnx.ml' },
          { opType: 'Add', domain: 'ai.onnx' },
          { opType: 'constructor' },
        ],
      },
      functions: [{ name: 'f', node: [{ opType: 'Mul' }] }],
    });
    const counts = operatorCounts(model);
    expect(counts).toEqual({ Add: 4, If: 1, Loop: 2, Mul: 1, 'ai.onnx.ml.Scaler': 1, constructor: 1 });
    expect(Object.keys(counts)).toEqual(['Add', 'If', 'Loop', 'Mul', 'ai.onnx.ml.Scaler', 'constructor']);
  });
});
