import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createPsutilYoga } from '@psutil/graphql';
import { onTestFinished } from 'vitest';
import { root } from './run.ts';

export { needsSupport } from './run.ts';

/** The result of a GraphQL operation. */
export interface GraphQLResult<T> {
  readonly data: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly pid?: number };
  }[];
}

const yoga = createPsutilYoga();

/** Executes a GraphQL operation in this process, through the default handler. */
export async function runQuery<T>(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GraphQLResult<T>> {
  const response = await yoga.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphQLResult<T>;
}

/** A running `psutil-graphql serve`. */
export interface CliServer {
  /** The URL of its GraphQL endpoint. */
  readonly url: string;
  readonly server: ChildProcess;
}

/** Starts `psutil-graphql serve` on a free port; `onEnd` registers the function that kills it. */
export async function serveUntil(onEnd: (end: () => void) => void, ...args: readonly string[]): Promise<CliServer> {
  const command = ['packages/graphql/dist/cli.js', 'serve', '--port', '0', ...args];
  const server = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  onEnd(() => void server.kill('SIGKILL'));
  const [line] = await once(createInterface(server.stdout), 'line');
  return { url: /http:\S+/.exec(String(line))?.[0] ?? '', server };
}

/** Starts `psutil-graphql serve` on a free port until the calling test has finished. */
export const serve = (...args: readonly string[]): Promise<CliServer> => serveUntil(onTestFinished, ...args);

interface SchemaType {
  readonly name: string;
  readonly kind: string;
  readonly fields:
    | readonly { readonly name: string; readonly type: TypeReference; readonly args: readonly Argument[] }[]
    | null;
}
interface Argument {
  readonly defaultValue: string | null;
  readonly type: { readonly kind: string };
}
/** A type, within its `NON_NULL` and `LIST` wrappers. */
interface TypeReference {
  readonly name: string | null;
  readonly ofType: TypeReference | null;
}

const isRequired = ({ defaultValue, type }: Argument) => defaultValue === null && type.kind === 'NON_NULL';

/** A selection set of every field of `Process` without required arguments, with their subfields, except processes. */
export async function allProcessFields(): Promise<string> {
  const ofType = 'ofType { name '.repeat(3) + '} '.repeat(3);
  const query = `{ __schema { types { name kind fields { name args { defaultValue type { kind } } type { name ${ofType} } } } } }`;
  const { data } = await runQuery<{ __schema: { types: SchemaType[] } }>(query);
  const types = new Map(data?.__schema.types.map((type) => [type.name, type]));
  const namedType = ({ name, ofType: inner }: TypeReference): string => name ?? namedType(inner as TypeReference);
  const selectionSet = (path: readonly string[]): string => {
    const fields = (types.get(path.at(-1) as string)?.fields ?? []).filter(
      ({ type, args }) => ![...path, 'ProcessConnection'].includes(namedType(type)) && !args.some(isRequired),
    );
    return fields.length === 0
      ? ''
      : ` { ${fields.map((field) => field.name + selectionSet([...path, namedType(field.type)])).join(' ')} }`;
  };
  return selectionSet(['Process']);
}
