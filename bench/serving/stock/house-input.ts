import { IsBoolean, IsEnum, IsInt, IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';
import { Field, Float, InputType, Int, registerEnumType } from 'type-graphql';
import type { Contract, Feature } from '../../../dist/contract';

type HouseInputClass = new () => object;

/** The input class that an author would write, field by field: a GraphQL type, and the rules of its values. */
export function defineHouseInput({ features }: Contract): HouseInputClass {
  class HousePriceV1Input {}
  InputType()(HousePriceV1Input);
  for (const feature of features) {
    const { type, rules } = fieldOf(feature);
    const decorators = [
      Field(() => type, { nullable: feature.nullable }),
      ...rules,
      ...(feature.nullable ? [IsOptional()] : []),
    ];
    for (const decorate of decorators) decorate(HousePriceV1Input.prototype, feature.name);
  }
  return HousePriceV1Input;
}

function fieldOf(feature: Feature) {
  switch (feature.kind) {
    case 'number': {
      const { integer, min, max } = feature;
      const limits = [...(min === undefined ? [] : [Min(min)]), ...(max === undefined ? [] : [Max(max)])];
      return integer
        ? { type: Int, rules: [IsInt(), ...limits] }
        : { type: Float, rules: [IsNumber(), ...limits] };
    }
    case 'boolean':
      return { type: Boolean, rules: [IsBoolean()] };
    case 'category': {
      if (feature.open) return { type: String, rules: [IsString()] };
      const values = Object.fromEntries(feature.categories.map(({ name, value }) => [name, value]));
      registerEnumType(values, { name: `HousePriceV1${feature.name}` });
      return { type: values, rules: [IsEnum(values)] };
    }
    default:
      throw new Error(`house-price must have numbers, categories and booleans, got ${feature.kind}.`);
  }
}
