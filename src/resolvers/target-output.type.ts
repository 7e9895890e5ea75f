import { Field, Int, ObjectType } from 'type-graphql';
import { outputTypeOf, type TargetOutput } from '../contract';

@ObjectType('TargetOutput', { simpleResolvers: true, description: 'One output of an imported model.' })
export class TargetOutputType {
  constructor(private readonly output: TargetOutput) {}

  @Field(() => String, { description: 'Name of the field of a prediction.' })
  get name() {
    return this.output.name;
  }

  @Field(() => String, { description: 'Name of the output in the ONNX file.' })
  get source() {
    return this.output.source;
  }

  @Field(() => String, { description: 'GraphQL type of the field, which is never null.' })
  get graphqlType() {
    return outputTypeOf(this.output);
  }

  @Field(() => String, { description: 'What the model gives: float32, int64, string.' })
  get dtype() {
    return this.output.dtype;
  }

  @Field(() => [Int], { nullable: 'items', description: 'Axes of one row; null is any length.' })
  get shape() {
    return this.output.shape;
  }

  @Field(() => String, { nullable: true })
  get description() {
    return this.output.description;
  }

  @Field(() => String, { nullable: true, description: 'Unit of measure.' })
  get unit() {
    return this.output.unit;
  }
}
