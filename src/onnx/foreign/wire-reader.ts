/** How protobuf says what follows a field's number. Groups, 3 and 4, do not occur in ONNX. */
export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Bytes that are not a protobuf message: where they end too early or make no sense. */
export class MalformedWire extends Error {
  override readonly name = 'MalformedWire';
}

/**
 * Walks the fields of an encoded protobuf message without decoding or copying their contents, so that a
 * file of a gigabyte costs no more than the number of its fields. The state is in the reader itself: files
 * of trees have millions of fields, and an object for each would cost more than the walk.
 */
export class WireReader {
  /** Number of the field that {@link next} found. */
  field = 0;
  type = 0;
  /** Where the field begins, its tag included. */
  fieldStart = 0;
  /** Where its content begins: the bytes themselves, after their length. */
  contentStart = 0;
  /** Where the field ends. */
  contentEnd = 0;
  /** The low 32 bits of a varint: all that a parser keeps of an enum. */
  value = 0;

  constructor(
    readonly bytes: Uint8Array,
    private at = 0,
    private readonly end = bytes.length,
  ) {}

  /**
   * Goes to the next field; false at the end of the message.
   *
   * @throws MalformedWire
   */
  next(): boolean {
    if (this.at >= this.end) return false;
    this.fieldStart = this.at;
    const tag = this.varint();
    this.field = tag >>> 3;
    this.type = tag & 7;
    if (this.field === 0) throw new MalformedWire(`no field at byte ${this.fieldStart}`);
    this.contentStart = this.at;
    switch (this.type) {
      case wireType.varint:
        this.value = this.varint();
        break;
      case wireType.fixed64:
        this.at += 8;
        break;
      case wireType.fixed32:
        this.at += 4;
        break;
      case wireType.bytes: {
        const length = this.varint();
        this.contentStart = this.at;
        this.at += length;
        break;
      }
      default:
        throw new MalformedWire(`no field at byte ${this.fieldStart}`);
    }
    if (this.at > this.end) {
      throw new MalformedWire(`an end at byte ${this.end} in the middle of a field`);
    }
    this.contentEnd = this.at;
    return true;
  }

  /** Up to ten bytes, seven bits each, the lowest first. */
  private varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.at >= this.end) {
        throw new MalformedWire(`an end at byte ${this.end} in the middle of a field`);
      }
      const byte = this.bytes[this.at++];
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new MalformedWire(`no field at byte ${this.fieldStart}`);
  }
}
