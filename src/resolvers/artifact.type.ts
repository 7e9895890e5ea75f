import { Field, Int, ObjectType } from 'type-graphql';
import type { Manifest } from '../contract';

@ObjectType('OperatorSet', {
  simpleResolvers: true,
  description: 'A set of ONNX operators that a model uses.',
})
export class OperatorSetType {
  @Field()
  readonly domain!: string;

  @Field(() => Int)
  readonly version!: number;
}

@ObjectType('Artifact', { simpleResolvers: true, description: 'The ONNX file of a version.' })
export class ArtifactType {
  constructor(private readonly artifact: Manifest['artifact']) {}

  @Field(() => String)
  get sha256() {
    return this.artifact.sha256;
  }

  @Field(() => Int)
  get bytes() {
    return this.artifact.bytes;
  }

  @Field(() => Int)
  get irVersion() {
    return this.artifact.irVersion;
  }

  @Field(() => [OperatorSetType])
  get operatorSets() {
    return Object.entries(this.artifact.opsets).map(([domain, version]) => ({ domain, version }));
  }
}
