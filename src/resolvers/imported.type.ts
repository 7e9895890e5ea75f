import { GraphQLSafeInt } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { Imported } from '../contract';

@ObjectType('Imported', { simpleResolvers: true, description: 'Where a model from elsewhere came from.' })
export class ImportedType {
  constructor(private readonly imported: Imported) {}

  @Field(() => String, { description: 'Name of the file.' })
  get file() {
    return this.imported.file;
  }

  @Field(() => String, { description: 'Of the file as it came.' })
  get sha256() {
    return this.imported.sha256;
  }

  @Field(() => GraphQLSafeInt)
  get bytes() {
    return this.imported.bytes;
  }

  @Field(() => String, { nullable: true, description: 'The program that wrote it, as the file says.' })
  get producer() {
    return this.imported.producer;
  }

  @Field(() => String, { nullable: true })
  get producerVersion() {
    return this.imported.producerVersion;
  }

  @Field(() => [String], { description: 'What was taken out of the file.' })
  get cut() {
    return this.imported.cut ?? [];
  }
}
