import { Field, Int, ObjectType } from 'type-graphql';
import type { Contract } from '../contract';
import { FeatureType } from './feature.type';
import { TargetType } from './target.type';
import { queryNameOf } from './type-names';

@ObjectType('Contract', {
  simpleResolvers: true,
  description:
    'What the versions of one major take and give. Clients of a contract keep working as long as it is served.',
})
export class ContractType {
  constructor(private readonly contract: Contract) {}

  @Field(() => Int)
  get major() {
    return this.contract.major;
  }

  @Field(() => String, { description: 'The query that predicts under this contract.' })
  get query() {
    return queryNameOf(this.contract);
  }

  @Field(() => [FeatureType])
  get features() {
    return this.contract.features.map((feature) => new FeatureType(this.contract, feature));
  }

  @Field(() => TargetType)
  get target() {
    return new TargetType(this.contract.target);
  }

  @Field(() => String, { nullable: true, description: 'Why to move to a newer major.' })
  get deprecationReason() {
    return this.contract.deprecation;
  }
}
