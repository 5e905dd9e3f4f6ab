import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { ExecutionResult } from 'graphql';
import { UsageError } from './cli-usage.js';
import { type ExecuteOptions, execute, isSubscription, subscribe } from './execute.js';
import { printable, printableLine } from './printable.js';

const flags = {
  'operation-name': { type: 'string' },
  variables: { type: 'string', default: '{}' },
  'allow-environ': { type: 'boolean', default: false },
  'allow-errors': { type: 'boolean', default: false },
} as const;

/** Parses the variables: a JSON object, or `@` and the name of a file that contains one. */
function parseVariables(argument: string): Record<string, unknown> {
  const json = argument.startsWith('@') ? readFileSync(argument.slice(1), 'utf8') : argument;
  try {
    const variables: unknown = JSON.parse(json);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return { ...variables };
  } catch {
    // Invalid JSON: thrown below.
  }
  throw new UsageError(`--variables must be a JSON object, not ${JSON.stringify(argument)}`);
}

/** Returns a document: the argument itself, or the content of the file that it names. */
async function readDocument(argument: string): Promise<string> {
  if (argument.includes('{')) return argument;
  return argument === '-' ? textOf(process.stdin) : readFileSync(argument, 'utf8');
}

/** Writes a line to standard output. Returns whether it still has a reader. */
const print = (line: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => {
      if (!error || ('code' in error && error.code === 'EPIPE')) resolve(!error);
      else reject(error);
    });
  });

/** Starts a subscription, and prints its events until it ends, SIGINT or SIGTERM is received, or no one reads them. */
async function printEvents(document: string, options: ExecuteOptions, check: (result: ExecutionResult) => void) {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  for await (const event of subscribe(document, { ...options, signal: controller.signal })) {
    if (controller.signal.aborted) return;
    check(event);
    if (!(await print(printableLine(JSON.stringify(event))))) return;
  }
}

/** Executes a document, and prints the response. */
export async function query(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: flags });
  const [argument] = positionals;
  if (argument === undefined || positionals.length > 1) throw new UsageError('query requires exactly one document');
  const options: ExecuteOptions = {
    variables: parseVariables(values.variables),
    operationName: values['operation-name'],
    allowEnviron: values['allow-environ'],
  };
  const check = ({ errors, data }: ExecutionResult) => {
    if (errors && !(values['allow-errors'] && data)) process.exitCode = 1;
  };
  const document = await readDocument(argument);
  if (isSubscription(document, options)) return printEvents(document, options, check);
  const result = await execute(document, options);
  check(result);
  await print(printable(JSON.stringify(result, null, 2)));
}
