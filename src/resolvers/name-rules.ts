import { ValidateBy, type ValidationArguments } from 'class-validator';
import { assertAliasName, assertModelName, assertVersion, PredictqlError } from '../contract';

/** A rule for class-validator that is one of the contract's own: whatever it throws is a violation. */
function follows(name: string, assert: (text: string) => void): () => PropertyDecorator {
  const faultOf = (value: unknown): string | undefined => {
    try {
      assert(String(value));
      return undefined;
    } catch (error) {
      if (!(error instanceof PredictqlError)) throw error;
      return error.parts.expected;
    }
  };
  return () =>
    ValidateBy({
      name,
      validator: {
        validate: (value) => faultOf(value) === undefined,
        defaultMessage: (about?: ValidationArguments) => `${about?.property} must ${faultOf(about?.value)}`,
      },
    });
}

/** The text is the name of a model. */
export const IsModelName = follows('modelName', assertModelName);

/** The text is the name of an alias. */
export const IsAliasName = follows('aliasName', assertAliasName);

/** The text is an exact version. */
export const IsExactVersion = follows('version', assertVersion);
