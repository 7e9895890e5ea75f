import { shown } from '../../contract';
import type { AttributeProto, GraphProto, ModelProto, SparseTensorProto, TensorProto } from '../gen/onnx_pb';
import { nodeName, placedNodes } from './graph-places';

/** A tensor that a file holds, and where: `initializer "W" in the body of node "loop"`. */
export interface PlacedTensor {
  readonly tensor: TensorProto;
  readonly place: string;
}

export interface PlacedSparse {
  readonly sparse: SparseTensorProto;
  readonly place: string;
}

/** Every tensor of a model, the values and indices of sparse ones included. */
export function* placedTensors(model: ModelProto): Generator<PlacedTensor> {
  for (const { nodes, graph, place } of placedNodes(model)) {
    if (graph !== undefined) yield* initializers(graph, place);
    for (const node of nodes) {
      if (node.attribute.length > 0) yield* inAttributes(node.attribute, ` of ${nodeName(node)}${place}`);
    }
  }
  for (const { name, attributeProto } of model.functions) {
    yield* inAttributes(attributeProto, ` of function ${shown(name)}`);
  }
  for (const { sparse, place } of placedSparse(model)) yield* partsOf(sparse, place);
}

/** Every sparse tensor of a model. */
export function* placedSparse(model: ModelProto): Generator<PlacedSparse> {
  for (const { nodes, graph, place } of placedNodes(model)) {
    for (const sparse of graph?.sparseInitializer ?? []) {
      yield { sparse, place: `sparse initializer ${shown(sparse.values?.name ?? '')}${place}` };
    }
    for (const node of nodes) yield* sparseAttributes(node.attribute, ` of ${nodeName(node)}${place}`);
  }
  for (const { name, attributeProto } of model.functions) {
    yield* sparseAttributes(attributeProto, ` of function ${shown(name)}`);
  }
}

function* initializers({ initializer }: GraphProto, place: string): Generator<PlacedTensor> {
  for (const tensor of initializer) yield { tensor, place: `initializer ${shown(tensor.name)}${place}` };
}

function* inAttributes(attributes: readonly AttributeProto[], owner: string): Generator<PlacedTensor> {
  for (const { name, t, tensors } of attributes) {
    if (t !== undefined) yield { tensor: t, place: `attribute ${name}${owner}` };
    for (const tensor of tensors) yield { tensor, place: `attribute ${name}${owner}` };
  }
}

function* sparseAttributes(attributes: readonly AttributeProto[], owner: string): Generator<PlacedSparse> {
  for (const { name, sparseTensor, sparseTensors } of attributes) {
    if (sparseTensor !== undefined) yield { sparse: sparseTensor, place: `attribute ${name}${owner}` };
    for (const sparse of sparseTensors) yield { sparse, place: `attribute ${name}${owner}` };
  }
}

function* partsOf({ values, indices }: SparseTensorProto, place: string): Generator<PlacedTensor> {
  if (values !== undefined) yield { tensor: values, place: `the values of ${place}` };
  if (indices !== undefined) yield { tensor: indices, place: `the indices of ${place}` };
}
