import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { type Context, rootTypes } from './fields.js';
import { requestCacheOf } from './request-cache.js';

/** Types of objects that represent a part of the machine, a device or a filesystem. Their fields are readings. */
const types = ['Cpu', 'Disks', 'Disk', 'DiskPartition', 'Net', 'Nic', 'Sensors', 'System'];
/** Fields of other types that are read one by one, and pages of a process, to which its sockets and files lead back. */
const fieldsOfTypes: Readonly<Record<string, readonly string[]>> = {
  Process: ['rlimit', 'children', 'sockets', 'openFiles', 'threads', 'memoryMaps', 'environ'],
};

type Resolve = GraphQLFieldResolver<unknown, Context | undefined>;

/** Wraps a resolver, so that a request calls it once for the same object and arguments, however many aliases it has. */
const once =
  (name: string, resolve: Resolve, isOfMachine: boolean): Resolve =>
  (source, args, context, info) => {
    const cache = requestCacheOf(info);
    const ofSource = isOfMachine ? cache : cache.of(Object(source));
    return ofSource.once(`field ${name} ${JSON.stringify(args)}`, () => resolve(source, args, context, info));
  };

/** Makes fields that read a value resolve once per request, object and arguments. */
export function resolveOnce(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      // Each of these fields is read once, whatever the object.
      const isOfMachine = rootTypes.includes(type.name);
      const isReading = isOfMachine || types.includes(type.name) || fieldsOfTypes[type.name]?.includes(field.name);
      if (isReading && field.resolve) field.resolve = once(field.name, field.resolve, isOfMachine);
    }
  }
  return schema;
}
