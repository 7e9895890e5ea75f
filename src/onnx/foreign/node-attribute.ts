import type { AttributeProto, NodeProto } from '../gen/onnx_pb';

/** An attribute of a node by its name. */
export function nodeAttribute({ attribute }: NodeProto, name: string): AttributeProto | undefined {
  return attribute.find((one) => one.name === name);
}

/** The texts of an attribute; none when it is missing. */
export function stringsOf(attribute: AttributeProto | undefined): string[] {
  return (attribute?.strings ?? []).map((bytes) => Buffer.from(bytes).toString('utf8'));
}

/** The whole numbers of an attribute as decimal texts; none when it is missing. */
export function wholeNumbersOf(attribute: AttributeProto | undefined): string[] {
  return (attribute?.ints ?? []).map(String);
}
