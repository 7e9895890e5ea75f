import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Manifest } from '../contract';
import type { Catalog } from '../runtime';
import { ArtifactType } from './artifact.type';
import { AssessmentType } from './assessment.type';
import { ContractType } from './contract.type';
import { ImportedType } from './imported.type';
import { ModelType } from './model.type';
import { TrainingType } from './training.type';

@ObjectType('ModelVersion', { simpleResolvers: true, description: 'One immutable version of a model.' })
export class ModelVersionType {
  constructor(
    private readonly catalog: Catalog,
    private readonly manifest: Manifest,
  ) {}

  @Field(() => ID, { description: 'Name and version: house-price@1.3.0.' })
  get id() {
    return `${this.manifest.model}@${this.manifest.version}`;
  }

  @Field(() => String)
  get version() {
    return this.manifest.version;
  }

  @Field(() => ModelType)
  get model(): object | undefined {
    const model = this.catalog.model(this.manifest.model);
    return model && new ModelType(this.catalog, model);
  }

  @Field(() => ContractType)
  get contract() {
    return new ContractType(this.manifest.contract);
  }

  @Field(() => [String], { description: 'Names that point at it now.' })
  get aliases() {
    const aliases = this.catalog.model(this.manifest.model)?.aliases ?? [];
    return aliases.filter(({ version }) => version === this.manifest.version).map(({ alias }) => alias);
  }

  @Field(() => GraphQLDateTime)
  get createdAt() {
    return new Date(this.manifest.createdAt);
  }

  @Field(() => ArtifactType)
  get artifact() {
    return new ArtifactType(this.manifest.artifact);
  }

  @Field(() => TrainingType, { nullable: true, description: 'Null for a model from elsewhere.' })
  get training() {
    return this.manifest.training;
  }

  @Field(() => ImportedType, { nullable: true, description: 'Null for a model that was trained here.' })
  get imported() {
    const { imported } = this.manifest;
    return imported && new ImportedType(imported);
  }

  @Field(() => AssessmentType)
  get assessment() {
    return this.manifest.assessment;
  }
}
