import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Contract, Feature, NumberFeature, TensorFeature } from '../contract';
import { CategoryType } from './category.type';
import { FeatureKind } from './feature-kind.enum';
import { graphqlTypeNameOf } from './type-names';

@ObjectType('Feature', { simpleResolvers: true, description: 'One input of a model.' })
export class FeatureType {
  constructor(
    private readonly contract: Contract,
    private readonly feature: Feature,
  ) {}

  @Field(() => String, { description: 'Name of the input field.' })
  get name() {
    return this.feature.name;
  }

  @Field(() => String, { description: 'Column of the data it stands for.' })
  get source() {
    return this.feature.source;
  }

  @Field(() => FeatureKind)
  get kind() {
    return this.feature.kind;
  }

  @Field(() => String, { description: 'GraphQL type of the input field, without its nullability.' })
  get graphqlType() {
    return graphqlTypeNameOf(this.contract, this.feature);
  }

  @Field(() => String, { nullable: true })
  get description() {
    return this.feature.description;
  }

  @Field(() => String, { nullable: true, description: 'Unit of measure.' })
  get unit() {
    return this.feature.unit;
  }

  @Field(() => Boolean, { description: 'Whether it may be left out.' })
  get nullable() {
    return this.feature.nullable;
  }

  @Field(() => Float, { nullable: true, description: 'Smallest number allowed.' })
  get min() {
    return isNumeric(this.feature) ? this.feature.min : undefined;
  }

  @Field(() => Float, { nullable: true, description: 'Largest number allowed.' })
  get max() {
    return isNumeric(this.feature) ? this.feature.max : undefined;
  }

  @Field(() => String, {
    nullable: true,
    description: 'What an imported model takes it as: float64, int64, string. Null when nothing hangs on it.',
  })
  get dtype() {
    return 'dtype' in this.feature ? this.feature.dtype : undefined;
  }

  @Field(() => [Int], {
    nullable: 'itemsAndList',
    description:
      'Axes of a tensor, which is sent as one flat list, the last axis running fastest; null is any length.',
  })
  get shape() {
    return this.feature.kind === 'tensor' ? this.feature.shape : undefined;
  }

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Earliest day allowed.' })
  get earliest() {
    return this.feature.kind === 'date' ? this.feature.min : undefined;
  }

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Latest day allowed.' })
  get latest() {
    return this.feature.kind === 'date' ? this.feature.max : undefined;
  }

  @Field(() => [Float], { nullable: true, description: 'Numbers that stand for a missing value.' })
  get missingValues() {
    return this.feature.kind === 'number' ? this.feature.missingValues : undefined;
  }

  @Field(() => [CategoryType], { nullable: true, description: 'Values that the model knows.' })
  get categories() {
    return this.feature.kind === 'category' ? this.feature.categories : undefined;
  }
}

function isNumeric(feature: Feature): feature is NumberFeature | TensorFeature {
  return feature.kind === 'number' || feature.kind === 'tensor';
}
