import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { UsageError } from './cli-usage.js';
import { inUrl, isLoopback } from './guard/hosts.js';
import { longEnough } from './guard/token.js';
import type { PsutilServerOptions } from './options.js';
import { createPsutilServer } from './server.js';

const flags = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '4000' },
  token: { type: 'string' },
  'token-file': { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'allow-origin': { type: 'string', multiple: true },
  'allow-mutations': { type: 'boolean', default: false },
  'allow-environ': { type: 'boolean', default: false },
  'allow-introspection': { type: 'boolean' },
} as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: flags }).values;
type Values = ReturnType<typeof parse>;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not ${JSON.stringify(text)}`);
}

function resolveHost(text: string, token: string | undefined): string {
  const host = text.replace(/^\[|\]$/g, '');
  if (host === '') throw new UsageError('--host requires an address');
  if (token !== undefined || isLoopback(host)) return host;
  throw new UsageError(`--host must be a loopback address without a token, not ${JSON.stringify(text)}`);
}

/** Reads a token from the only line of a file. */
function tokenIn(file: string): string {
  const token = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  if (token === '') throw new Error(`the token file ${JSON.stringify(file)} is empty`);
  return token;
}

function tokenOf({ token, 'token-file': file }: Values): string | undefined {
  if (token !== undefined && file !== undefined) throw new UsageError('--token and --token-file exclude each other');
  if (file !== undefined) return tokenIn(file);
  return token ?? process.env['PSUTIL_TOKEN'];
}

const optionsOf = (values: Values, token: string | undefined): PsutilServerOptions => ({
  token,
  allowMutations: values['allow-mutations'],
  allowEnviron: values['allow-environ'],
  allowIntrospection: values['allow-introspection'],
  allowHosts: values['allow-host'],
  allowOrigins: values['allow-origin'],
});

function makeServer(options: PsutilServerOptions) {
  try {
    return createPsutilServer(options);
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

/** Runs a server until a signal ends it. */
export async function serve(args: readonly string[]): Promise<void> {
  const values = parse(args);
  const token = tokenOf(values);
  const server = makeServer(optionsOf(values, token));
  if (token && token.length < longEnough)
    console.error(`psutil-graphql: a token of ${longEnough} characters is hard to guess; this one is shorter`);
  server.listen(portOf(values.port), resolveHost(values.host, token));
  await once(server, 'listening');
  // Before the line below, after which the server may be signalled to end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  const { address, port } = server.address() as AddressInfo;
  const page = `http://${inUrl(address)}:${port}/`;
  console.log(`psutil-graphql is ready at ${page}graphql with the web UI at ${page}`);
}
