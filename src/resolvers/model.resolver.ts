import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { ModelArguments, ModelVersionArguments } from './arguments';
import type { RequestContext } from './context';
import { ModelType } from './model.type';
import { ModelVersionType } from './model-version.type';

@Resolver()
export class ModelResolver {
  @Query(() => [ModelType], { description: 'All models that are served.' })
  models(@Ctx() { catalog }: RequestContext): ModelType[] {
    return catalog.models.map((model) => new ModelType(catalog, model));
  }

  @Query(() => ModelType, {
    nullable: true,
    description: 'One model, or null when there is none of that name.',
  })
  model(@Args() { name }: ModelArguments, @Ctx() { catalog }: RequestContext): ModelType | undefined {
    const model = catalog.model(name);
    return model && new ModelType(catalog, model);
  }

  @Query(() => ModelVersionType, { nullable: true, description: 'One version of a model.' })
  modelVersion(
    @Args() { name, version }: ModelVersionArguments,
    @Ctx() { catalog }: RequestContext,
  ): ModelVersionType {
    return new ModelVersionType(catalog, catalog.manifest(name, version));
  }
}
