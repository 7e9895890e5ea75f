import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { type Attribute, attributeProto, floats } from '../../src/onnx';
import { AttributeProtoSchema } from '../../src/onnx/gen/onnx_pb';

/** The attribute as the reader of its file sees it. */
function reread(attribute: Attribute) {
  return fromBinary(AttributeProtoSchema, toBinary(AttributeProtoSchema, attributeProto('a', attribute)));
}

const textOf = (content: Uint8Array) => Buffer.from(content).toString('utf8');

describe('an attribute survives its file', () => {
  it.each<[string, Attribute, object]>([
    ['float', { float: 0.5 }, { type: 1, f: 0.5 }],
    ['float, rounded', { float: 0.1 }, { type: 1, f: Math.fround(0.1) }],
    ['float, missing', { float: Number.NaN }, { type: 1, f: Number.NaN }],
    ['int', { int: -1 }, { type: 2, i: -1n }],
    ['int of 0, which protobuf leaves out', { int: 0 }, { type: 2, i: 0n }],
    ['floats', { floats: [1, 0.1] }, { type: 6, floats: [1, Math.fround(0.1)] }],
    ['floats of a typed array', { floats: Float64Array.of(0.1) }, { type: 6, floats: [Math.fround(0.1)] }],
    ['ints', { ints: [0, -7, 2 ** 40] }, { type: 7, ints: [0n, -7n, 2n ** 40n] }],
    ['no ints', { ints: [] }, { type: 7, ints: [] }],
  ])('%s', (_, attribute, expected) => {
    expect(reread(attribute)).toMatchObject({ name: 'a', ...expected });
  });

  it('string', () => {
    const { type, s } = reread({ string: 'Grüße 家' });
    expect({ type, text: textOf(s) }).toEqual({ type: 3, text: 'Grüße 家' });
  });

  it('strings', () => {
    const { type, strings } = reread({ strings: ['', 'a', '家'] });
    expect({ type, texts: strings.map(textOf) }).toEqual({ type: 8, texts: ['', 'a', '家'] });
  });

  it('tensor, named as the attribute is', () => {
    const { type, t } = reread({ tensor: floats([1, 2], [1, 2]) });
    expect(type).toBe(4);
    expect(t).toMatchObject({ name: 'a', dims: [1n, 2n] });
  });
});

it('an int is whole', () => {
  expect(() => attributeProto('a', { int: 0.5 })).toThrow(RangeError);
  expect(() => attributeProto('a', { ints: [1, Number.NaN] })).toThrow(RangeError);
});
