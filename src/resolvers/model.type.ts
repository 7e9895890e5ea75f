import { Field, ObjectType } from 'type-graphql';
import type { Catalog, CatalogModel } from '../runtime';
import { AliasType } from './alias.type';
import { ContractType } from './contract.type';
import { ModelVersionType } from './model-version.type';
import { Task } from './task.enum';
import { VersionProblemType } from './version-problem.type';

@ObjectType('Model', { simpleResolvers: true, description: 'A model with all its versions.' })
export class ModelType {
  constructor(
    private readonly catalog: Catalog,
    private readonly served: CatalogModel,
  ) {}

  @Field(() => String)
  get name() {
    return this.served.name;
  }

  @Field(() => String)
  get title() {
    return this.#newestContract.title;
  }

  @Field(() => String, { nullable: true })
  get description() {
    return this.#newestContract.description;
  }

  @Field(() => Task)
  get task() {
    return this.#newestContract.target.task;
  }

  @Field(() => [ContractType], { description: 'One per major, oldest first.' })
  get contracts() {
    return this.served.contracts.map((contract) => new ContractType(contract));
  }

  @Field(() => [ModelVersionType], { description: 'Newest first.' })
  get versions() {
    return this.served.manifests.map((manifest) => new ModelVersionType(this.catalog, manifest));
  }

  @Field(() => [AliasType])
  get aliases() {
    return this.served.aliases.map((alias) => new AliasType(alias));
  }

  @Field(() => [VersionProblemType], { description: 'What of it cannot serve, and why.' })
  get problems() {
    return this.catalog.unusable
      .filter(({ model }) => model === this.served.name)
      .map((unusable) => new VersionProblemType(unusable));
  }

  get #newestContract() {
    return this.served.contracts[this.served.contracts.length - 1];
  }
}
