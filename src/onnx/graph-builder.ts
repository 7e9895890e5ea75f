import { createHash } from 'node:crypto';
import { create } from '@bufbuild/protobuf';
import { PredictqlError } from '../contract';
import { type Attributes, attributeProto } from './attribute';
import { dataTypeOf, type ElementType } from './element-type';
import {
  type GraphProto,
  GraphProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from './gen/onnx_pb';
import { type Tensor, tensorProto } from './tensor';
import type { Axis, Shape, Value } from './value';

export interface NodeOptions {
  /** Operator set other than ONNX's own: `ai.onnx.ml`. */
  readonly domain?: '' | 'ai.onnx.ml';
  readonly attributes?: Attributes;
}

/**
 * Builds one ONNX graph node by node. Names are given in the order of calls, so the same calls make the
 * same bytes. Values of another builder are refused: a name alone would silently mean another tensor.
 */
export class GraphBuilder {
  private readonly nodes: NodeProto[] = [];
  private readonly initializers: TensorProto[] = [];
  private readonly inputs: ValueInfoProto[] = [];
  private readonly outputs: ValueInfoProto[] = [];
  private readonly values = new Map<string, Value>();
  private readonly domains = new Set<string>();
  private readonly constants = new Map<string, Value>();
  private count = 0;

  constructor(readonly name: string) {}

  /** A tensor that the caller feeds when the graph runs. */
  input(name: string, type: ElementType, shape: Shape): Value {
    const value = this.declare(name, type, shape);
    this.inputs.push(valueInfo(value));
    return value;
  }

  /** A constant; the same constant asked for again is the same value. */
  constant(tensor: Tensor): Value {
    const { type, shape } = tensor;
    const key = `${type}[${shape.join()}]${fingerprint(tensor)}`;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const value = this.declare(`constant_${this.constants.size}`, type, shape);
    this.initializers.push(tensorProto(value.name, tensor));
    this.constants.set(key, value);
    return value;
  }

  /**
   * Adds one node.
   *
   * @param results - element type and shape of each output; the caller knows its operator
   * @returns the outputs, in the operator's order
   */
  node(
    operator: string,
    inputs: readonly Value[],
    results: readonly Pick<Value, 'type' | 'shape'>[],
    { domain = '', attributes = {} }: NodeOptions = {},
  ): Value[] {
    for (const input of inputs) this.assertOwn(input, operator);
    const outputs = results.map(({ type, shape }) => this.declare(`value_${this.count++}`, type, shape));
    this.domains.add(domain);
    this.nodes.push(
      create(NodeProtoSchema, {
        name: `${operator}_${this.nodes.length}`,
        opType: operator,
        domain,
        input: inputs.map(({ name }) => name),
        output: outputs.map(({ name }) => name),
        attribute: Object.keys(attributes)
          .sort()
          .map((name) => attributeProto(name, attributes[name])),
      }),
    );
    return outputs;
  }

  /** Gives the value out of the graph under a name of its own; ONNX Runtime removes the Identity again. */
  output(name: string, value: Value): void {
    this.assertOwn(value, 'output');
    const named = this.declare(name, value.type, value.shape);
    this.nodes.push(create(NodeProtoSchema, identity(value.name, name, this.nodes.length)));
    this.domains.add('');
    this.outputs.push(valueInfo(named));
  }

  /** The finished graph and the operator sets it uses. */
  finish(): { graph: GraphProto; domains: ReadonlySet<string> } {
    const graph = create(GraphProtoSchema, {
      name: this.name,
      node: this.nodes,
      initializer: this.initializers,
      input: this.inputs,
      output: this.outputs,
    });
    return { graph, domains: new Set(this.domains) };
  }

  private declare(name: string, type: ElementType, shape: Shape): Value {
    if (this.values.has(name)) {
      throw new PredictqlError('GRAPH_INVALID', {
        subject: `Graph '${this.name}'`,
        expected: 'give every value a name of its own',
        received: `'${name}' twice`,
      });
    }
    const value = Object.freeze({ name, type, shape: Object.freeze([...shape]) });
    this.values.set(name, value);
    return value;
  }

  private assertOwn(value: Value, reader: string): void {
    if (this.values.get(value.name) === value) return;
    throw new PredictqlError('GRAPH_INVALID', {
      subject: `${reader} in graph '${this.name}'`,
      expected: 'read values of its own graph',
      received: `'${value.name}' of another`,
    });
  }
}

/** Weights of a network run to megabytes: a hash stands for them among the keys. */
function fingerprint({ content }: Tensor): string {
  const bytes = content instanceof Uint8Array ? content : JSON.stringify(content);
  return createHash('sha256').update(bytes).digest('base64');
}

function identity(from: string, to: string, index: number) {
  return { name: `Identity_${index}`, opType: 'Identity', input: [from], output: [to] };
}

function valueInfo({ name, type, shape }: Value): ValueInfoProto {
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: 'tensorType',
        value: { elemType: dataTypeOf[type], shape: { dim: shape.map(dimension) } },
      },
    },
  });
}

function dimension(axis: Axis) {
  return typeof axis === 'number'
    ? { value: { case: 'dimValue' as const, value: BigInt(axis) } }
    : { value: { case: 'dimParam' as const, value: axis } };
}
