import { GraphQLSchema } from 'graphql';

/**
 * Returns a schema that is built when one of its properties is used for the first time, because building it takes as
 * long as importing everything else.
 */
export function lazySchema(build: () => GraphQLSchema): GraphQLSchema {
  const schema = new GraphQLSchema({});
  const complete = () => Object.defineProperties(schema, Object.getOwnPropertyDescriptors(build()));
  for (const name of Object.keys(schema)) {
    Object.defineProperty(schema, name, {
      configurable: true,
      enumerable: true,
      get: () => Reflect.get(complete(), name),
      set: (value) => Reflect.set(complete(), name, value),
    });
  }
  return schema;
}
