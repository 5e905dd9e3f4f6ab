import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createPsutilYoga } from '@psutil/graphql';
import { onTestFinished } from 'vitest';
import { root } from './run.ts';

/** An answer of the graph. */
export interface Answer<T> {
  readonly data: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly pid?: number };
  }[];
}

const yoga = createPsutilYoga();

/** Asks the graph in this process. */
export async function ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer<T>> {
  const response = await yoga.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<T>;
}

/** A server that was started, and its address. */
export interface Served {
  readonly url: string;
  readonly server: ChildProcess;
}

/** Starts the server of the package's command on a free port, until `whenOver` ends it. */
export async function serveUntil(whenOver: (end: () => void) => void, ...args: readonly string[]): Promise<Served> {
  const command = ['packages/graphql/dist/cli.js', 'serve', '--port', '0', ...args];
  const server = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  whenOver(() => void server.kill('SIGKILL'));
  const [line] = await once(createInterface(server.stdout), 'line');
  return { url: /http:\S+/.exec(String(line))?.[0] ?? '', server };
}

/** Starts it for the test that calls it. */
export const serve = (...args: readonly string[]): Promise<Served> => serveUntil(onTestFinished, ...args);

interface Type {
  readonly name: string;
  readonly kind: string;
  readonly fields:
    | readonly { readonly name: string; readonly type: Wrapped; readonly args: readonly Argument[] }[]
    | null;
}
interface Argument {
  readonly defaultValue: string | null;
  readonly type: { readonly kind: string };
}
interface Wrapped {
  readonly name: string | null;
  readonly ofType: Wrapped | null;
}

const isNeeded = ({ defaultValue, type }: Argument) => defaultValue === null && type.kind === 'NON_NULL';

/** Every field of a process that can be asked without arguments, with the fields of what it gives. */
export async function everyField(): Promise<string> {
  const ofType = 'ofType { name '.repeat(3) + '} '.repeat(3);
  const query = `{ __schema { types { name kind fields { name args { defaultValue type { kind } } type { name ${ofType} } } } } }`;
  const { data } = await ask<{ __schema: { types: Type[] } }>(query);
  const types = new Map(data?.__schema.types.map((type) => [type.name, type]));
  const nameOf = ({ name, ofType: inner }: Wrapped): string => name ?? nameOf(inner as Wrapped);
  const selection = (name: string): string => {
    const inner = (types.get(name)?.fields ?? []).filter(
      ({ type, args }) => nameOf(type) !== 'Process' && !args.some(isNeeded),
    );
    return inner.length === 0
      ? ''
      : ` { ${inner.map((field) => field.name + selection(nameOf(field.type))).join(' ')} }`;
  };
  return selection('Process');
}
