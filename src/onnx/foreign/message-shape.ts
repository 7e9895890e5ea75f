import type { DescMessage } from '@bufbuild/protobuf';
import { ModelProtoSchema, TensorProtoSchema } from '../gen/onnx_pb';

/** Which fields of a message hold messages, as a walk over encoded bytes needs it. */
export interface MessageShape {
  /** The shape of the message in each field, by the field's number. */
  readonly children: readonly (MessageShape | undefined)[];
  readonly isTensor: boolean;
}

/** The shape of a whole model file. */
export const modelShape: MessageShape = shapeOf(ModelProtoSchema, new Map());

function shapeOf(message: DescMessage, known: Map<string, MessageShape>): MessageShape {
  const found = known.get(message.typeName);
  if (found !== undefined) return found;
  const children: (MessageShape | undefined)[] = [];
  const shape = { children, isTensor: message.typeName === TensorProtoSchema.typeName };
  // Before its fields: graphs hold nodes that hold graphs.
  known.set(message.typeName, shape);
  for (const { number, message: child } of message.fields) {
    if (child !== undefined) children[number] = shapeOf(child, known);
  }
  return shape;
}
