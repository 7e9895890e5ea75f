import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { type Contract, compileRowCheck, type Row } from '../contract';
import { rowsInvalid } from '../runtime';
import type { RequestContext } from './context';
import { definePrediction } from './define-prediction';
import { type DefinedClass, defineRowInput } from './define-row-input';
import { createRefusalExplainer } from './explain-refusal';
import { ModelVersionType } from './model-version.type';
import { rowCountViolation } from './row-count';
import { ownTypeNameOf, queryNameOf } from './type-names';

interface PredictResult {
  readonly modelVersion: ModelVersionType;
  readonly predictions: readonly object[];
}

/**
 * Makes the resolver of a contract: the query `predictHousePriceV1` with its input and result types, by
 * the decorators that a class written by hand would carry.
 */
export function definePredictResolver(contract: Contract): DefinedClass {
  const RowInput = defineRowInput(contract);
  const check = compileRowCheck(contract);
  const explained = createRefusalExplainer(contract);
  const prediction = definePrediction(contract);
  const Result = defineResult(contract, prediction.type);

  class PredictResolver {
    async predict(inputs: readonly Row[], version: string, context: RequestContext): Promise<PredictResult> {
      const { catalog, maxRows, rowCount } = context;
      const started = performance.now();
      // Aliases may ask several times in one request: the limit is on all rows together.
      const asked = inputs.length === 0 ? 0 : rowCount.add(inputs.length);
      const count = rowCountViolation(asked, maxRows);
      if (count !== undefined) {
        const violations = [count, ...check.violations(inputs, ['inputs'])];
        throw rowsInvalid(`${contract.model} v${contract.major}`, violations);
      }
      const manifest = catalog.manifest(contract.model, version, contract.major);
      const predictor = await catalog.predictor(manifest);
      const answer = await predictor.predict(inputs).catch((error: unknown) => {
        throw explained(error, predictor, inputs);
      });
      const predictions = prediction.valuesOf(answer);
      context.predictions.push({
        model: manifest.model,
        version: manifest.version,
        rows: inputs.length,
        durationMs: performance.now() - started,
      });
      return { modelVersion: new ModelVersionType(catalog, manifest), predictions };
    }
  }

  const { prototype } = PredictResolver;
  Resolver()(PredictResolver);
  Query(() => Result, {
    name: queryNameOf(contract),
    description: `Predictions of ${contract.title}, one per input and in the same order.`,
    ...(contract.deprecation !== undefined && { deprecationReason: contract.deprecation }),
  })(
    prototype,
    'predict',
    Object.getOwnPropertyDescriptor(prototype, 'predict') as TypedPropertyDescriptor<unknown>,
  );
  Arg('inputs', () => [RowInput], { description: 'The rows to predict.' })(prototype, 'predict', 0);
  Arg('version', () => String, {
    defaultValue: 'production',
    description: `An alias or an exact version of major ${contract.major}.`,
  })(prototype, 'predict', 1);
  Ctx()(prototype, 'predict', 2);
  return PredictResolver;
}

function defineResult(contract: Contract, predictionType: DefinedClass): DefinedClass {
  const name = ownTypeNameOf(contract, 'result');
  const Result = { [name]: class {} }[name];
  ObjectType(name, { simpleResolvers: true, description: `Answer of ${contract.title}.` })(Result);
  Field(() => ModelVersionType, { description: 'The version that answered.' })(
    Result.prototype,
    'modelVersion',
  );
  Field(() => [predictionType], { description: 'Same order and length as the inputs.' })(
    Result.prototype,
    'predictions',
  );
  return Result;
}
