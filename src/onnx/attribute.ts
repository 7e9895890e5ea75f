import { create } from '@bufbuild/protobuf';
import {
  type AttributeProto,
  AttributeProtoSchema,
  AttributeProto_AttributeType as Type,
} from './gen/onnx_pb';
import { type Tensor, tensorProto } from './tensor';

/**
 * An attribute of a node. JavaScript has one type for numbers and ONNX has two, so numbers say which
 * they are.
 */
export type Attribute =
  | { readonly int: number }
  | { readonly ints: ArrayLike<number> }
  | { readonly float: number }
  | { readonly floats: ArrayLike<number> }
  | { readonly string: string }
  | { readonly strings: readonly string[] }
  | { readonly tensor: Tensor };

export type Attributes = Readonly<Record<string, Attribute>>;

/** The attribute as ONNX writes it. */
export function attributeProto(name: string, attribute: Attribute): AttributeProto {
  return create(AttributeProtoSchema, { name, ...contentOf(name, attribute) });
}

function contentOf(name: string, attribute: Attribute) {
  if ('int' in attribute) return { type: Type.INT, i: BigInt(attribute.int) };
  if ('ints' in attribute) return { type: Type.INTS, ints: Array.from(attribute.ints, shared(BigInt)) };
  if ('float' in attribute) return { type: Type.FLOAT, f: attribute.float };
  if ('floats' in attribute) return { type: Type.FLOATS, floats: Array.from(attribute.floats, Math.fround) };
  if ('string' in attribute) return { type: Type.STRING, s: Buffer.from(attribute.string, 'utf8') };
  if ('strings' in attribute) {
    return {
      type: Type.STRINGS,
      strings: attribute.strings.map(shared((text) => Buffer.from(text, 'utf8'))),
    };
  }
  return { type: Type.TENSOR, t: tensorProto(name, attribute.tensor) };
}

/** The conversion, of equal values done once: trees have millions of nodes and few values, and those take room. */
function shared<From, To>(convert: (value: From) => To): (value: From) => To {
  const known = new Map<From, To>();
  return (value) => {
    let converted = known.get(value);
    if (converted === undefined) {
      converted = convert(value);
      known.set(value, converted);
    }
    return converted;
  };
}
