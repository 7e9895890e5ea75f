import { Arg, Field, Float, ObjectType, Query, Resolver } from 'type-graphql';
import { type Contract, compileEncoder, type Row } from '../../../dist/contract';
import { type InferenceSession, RuntimeTensor } from '../../../dist/onnx';

@ObjectType()
class HousePricePrediction {
  @Field(() => Float)
  salePrice!: number;
}

@ObjectType()
class HousePriceResult {
  @Field(() => [HousePricePrediction])
  predictions!: HousePricePrediction[];
}

/** The resolver that an author would write. Rows become a matrix by predictql's own encoder: a fast one. */
export function definePriceResolver(
  HouseInput: new () => object,
  contract: Contract,
  session: InferenceSession,
) {
  const encode = compileEncoder(contract);

  @Resolver()
  class PriceResolver {
    @Query(() => HousePriceResult)
    async predictHousePriceV1(
      @Arg('inputs', () => [HouseInput]) inputs: (object & Row)[],
    ): Promise<HousePriceResult> {
      const { data, rows, columns } = encode(inputs);
      const { prediction } = await session.run({
        features: new RuntimeTensor('float32', data, [rows, columns]),
      });
      return { predictions: Array.from(prediction.data as Float32Array, (salePrice) => ({ salePrice })) };
    }
  }
  return PriceResolver;
}
