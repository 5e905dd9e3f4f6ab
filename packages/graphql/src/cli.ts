#!/usr/bin/env node
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { execute } from './execute.js';
import { schema } from './schema.js';
import { createPsutilServer, isLoopback } from './server.js';

const usage = `Usage: psutil-graphql serve [--host 127.0.0.1] [--port 4000] [--allow-environ]
       psutil-graphql query DOCUMENT [--variables JSON] [--allow-environ]
       psutil-graphql schema

serve   answers GraphQL at /graphql of a loopback address, and shows GraphiQL to browsers
query   prints the answer to a document, without a server
schema  prints the schema`;

class UsageError extends Error {}

function checkPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UsageError(`--port takes a number from 0 to 65535, not ${JSON.stringify(text)}`);
}

function checkHost(host: string): string {
  if (isLoopback(host)) return host.replace(/^\[|\]$/g, '');
  throw new UsageError(`--host takes a loopback address, not ${JSON.stringify(host)}`);
}

async function serve(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4000' },
      'allow-environ': { type: 'boolean', default: false },
    },
  });
  const server = createPsutilServer({ allowEnviron: values['allow-environ'] });
  server.listen(checkPort(values.port), checkHost(values.host));
  await once(server, 'listening');
  // Before the line below, which tells whoever started the server that it may be ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  const { address, family, port } = server.address() as AddressInfo;
  console.log(`psutil-graphql is ready at http://${family === 'IPv6' ? `[${address}]` : address}:${port}/graphql`);
}

function variablesOf(text: string): Record<string, unknown> {
  try {
    const variables: unknown = JSON.parse(text);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return { ...variables };
  } catch {
    // No JSON: said below.
  }
  throw new UsageError(`--variables takes a JSON object, not ${JSON.stringify(text)}`);
}

/** A character as JSON writes it by its number: both halves of one that has two. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** JSON that a terminal only shows: what would steer it, in names and arguments that others chose, is escaped. */
const printable = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);

async function query(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      variables: { type: 'string', default: '{}' },
      'allow-environ': { type: 'boolean', default: false },
    },
  });
  const [document] = positionals;
  if (document === undefined || positionals.length > 1) throw new UsageError('query takes one document');
  const answer = await execute(document, {
    variables: variablesOf(values.variables),
    allowEnviron: values['allow-environ'],
  });
  console.log(printable(answer));
  if (!answer.data) process.exitCode = 1;
}

async function main([command, ...args]: readonly string[]): Promise<void> {
  if (command === 'serve') return serve(args);
  if (command === 'query') return query(args);
  if (command === 'schema' && args.length === 0) return console.log(printSchemaWithDirectives(schema));
  if (command === '--help' || command === '-h') return console.log(usage);
  throw new UsageError(
    command === undefined ? 'a command is missing' : `unknown command: ${[command, ...args].join(' ')}`,
  );
}

function isUsage(error: Error): boolean {
  return error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(isUsage(error) ? `${error.message}\n\n${usage}` : `psutil-graphql: ${error.message}`);
  process.exitCode = isUsage(error) ? 2 : 1;
});
