import { maskError, schemaWithMutations } from '@psutil/graphql';
import { createYoga } from 'graphql-yoga';
import type { Answer } from './graph.ts';

/** What was answered, and what was written to the log. */
export interface Mutated<T> extends Answer<T> {
  readonly lines: readonly string[];
}

/** Changes processes through the graph in this process. */
export async function mutate<T = Readonly<Record<string, Record<string, unknown> | null>>>(
  selected: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Mutated<T>> {
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
    body: JSON.stringify({ query: `mutation ($id: ID!) { ${selected} }`, variables }),
  });
  return { ...((await response.json()) as Answer<T>), lines };
}
