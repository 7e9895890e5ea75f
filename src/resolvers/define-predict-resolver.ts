import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Columns, Contract, Row } from '../contract';
import type { RequestContext } from './context';
import { defineFeatureTypes } from './define-feature-types';
import { defineOutcome } from './define-outcome';
import { definePrediction } from './define-prediction';
import { defineResult } from './define-result';
import { type DefinedClass, defineColumnsInput, defineRowInput } from './define-row-input';
import { InvalidRowType } from './invalid-row.type';
import { ModelVersionType } from './model-version.type';
import { type Answer, Predicting } from './predicting';
import type { RowsArgument } from './row-count';
import { columnsQueryNameOf, queryNameOf, tryQueryNameOf } from './type-names';

/** Takes the rows as an argument gives them, the version and the context. */
export type Predict = (rows: never, version: string, context: RequestContext) => Promise<object>;

/** A resolver with what its queries call, by their names. */
export interface DefinedResolver {
  readonly type: DefinedClass;
  readonly queries: readonly PredictQuery[];
}

export interface PredictQuery {
  readonly name: string;
  /** The argument that carries the rows. */
  readonly argument: RowsArgument;
  readonly predict: Predict;
}

interface QueryDefinition {
  readonly method: string;
  readonly name: string;
  readonly returns: () => object;
  readonly description: string;
  readonly rows: {
    readonly argument: RowsArgument;
    readonly type: () => object;
    readonly description: string;
  };
}

/**
 * Makes the resolver of a contract: the queries `predictHousePriceV1`, `tryPredictHousePriceV1` and
 * `predictHousePriceV1Columns` with their types, by the decorators that a class written by hand would carry.
 */
export function definePredictResolver(contract: Contract): DefinedResolver {
  const features = defineFeatureTypes(contract);
  const RowInput = defineRowInput(contract, features);
  const ColumnsInput = defineColumnsInput(contract, features);
  const prediction = definePrediction(contract);
  const Result = defineResult(contract, prediction);
  const Outcome = defineOutcome(contract, prediction.type);
  const predicting = new Predicting(contract);
  const resultOf = ({ manifest, prediction }: Answer, { catalog }: RequestContext) =>
    new Result(new ModelVersionType(catalog, manifest), prediction);

  class PredictResolver {
    async predict(inputs: readonly Row[], version: string, context: RequestContext): Promise<object> {
      return resultOf(await predicting.rows(inputs, version, context), context);
    }

    async predictColumns(columns: Columns, version: string, context: RequestContext): Promise<object> {
      return resultOf(await predicting.columns(columns, version, context), context);
    }

    async tryPredict(inputs: readonly Row[], version: string, context: RequestContext): Promise<object[]> {
      const { answer, outcomes } = await predicting.outcomes(inputs, version, context);
      const predictions = answer === undefined ? [] : prediction.valuesOf(answer.prediction);
      return outcomes.map((outcome, row) =>
        outcome.isValid ? predictions[outcome.at] : new InvalidRowType(row, outcome.violations),
      );
    }
  }

  Resolver()(PredictResolver);
  const define = queryDefiner(contract, PredictResolver);
  const inputs = {
    argument: 'inputs',
    type: () => [RowInput],
    description: 'The rows to predict.',
  } as const;
  const predict = define({
    method: 'predict',
    name: queryNameOf(contract),
    returns: () => Result,
    description: `Predictions of ${contract.title}, one per input and in the same order.`,
    rows: inputs,
  });
  const predictColumns = define({
    method: 'predictColumns',
    name: columnsQueryNameOf(contract),
    returns: () => Result,
    description: `Predictions of ${contract.title} for many rows: each feature comes as one list.`,
    rows: { argument: 'columns', type: () => ColumnsInput, description: 'The rows to predict, by column.' },
  });
  const tryPredict = define({
    method: 'tryPredict',
    name: tryQueryNameOf(contract),
    returns: () => [Outcome],
    description: `For each input, in order, its prediction of ${contract.title} or what is wrong with it.`,
    rows: inputs,
  });
  return { type: PredictResolver, queries: [predict, predictColumns, tryPredict] };
}

function queryDefiner({ major, deprecation }: Contract, { prototype }: DefinedClass) {
  return ({ method, name, returns, description, rows }: QueryDefinition): PredictQuery => {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, method);
    Query(returns, {
      name,
      description,
      ...(deprecation !== undefined && { deprecationReason: deprecation }),
    })(prototype, method, descriptor as TypedPropertyDescriptor<unknown>);
    Arg(rows.argument, rows.type, { description: rows.description })(prototype, method, 0);
    Arg('version', () => String, {
      defaultValue: 'production',
      description: `An alias or an exact version of major ${major}.`,
    })(prototype, method, 1);
    Ctx()(prototype, method, 2);
    return { name, argument: rows.argument, predict: descriptor?.value as Predict };
  };
}
