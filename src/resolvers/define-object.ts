import { ObjectType } from 'type-graphql';
import type { DefinedClass } from './define-row-input';

/** Makes an object type without fields; those to come read the properties of their names. */
export function defineObject(name: string, description: string): DefinedClass {
  const type = { [name]: class {} }[name];
  ObjectType(name, { simpleResolvers: true, description })(type);
  return type;
}
