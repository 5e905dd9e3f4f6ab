import { maskError, schemaWithMutations } from '@psutil/graphql';
import { createYoga } from 'graphql-yoga';
import type { GraphQLResult } from './graph.ts';

/** The result of a mutation and the lines that it wrote to the log. */
export interface MutationResult<T> extends GraphQLResult<T> {
  readonly lines: readonly string[];
}

/** Executes a selection of mutations in this process; it may use the variable `$id`. */
export async function mutate<T = Readonly<Record<string, Record<string, unknown> | null>>>(
  selection: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<MutationResult<T>> {
  const lines: string[] = [];
  const yoga = createYoga({
    schema: schemaWithMutations,
    context: { client: '192.0.2.1', log: (line: string) => lines.push(line) },
    maskedErrors: { maskError },
    logging: false,
  });
  const response = await yoga.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `mutation ($id: ID!) { ${selection} }`, variables }),
  });
  return { ...((await response.json()) as GraphQLResult<T>), lines };
}
