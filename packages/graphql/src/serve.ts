import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { UsageError } from './cli-usage.js';
import { isLoopback, urlHost } from './guard/hosts.js';
import { recommendedLength } from './guard/token.js';
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
  'no-history': { type: 'boolean', default: false },
} as const;

const parseFlags = (args: readonly string[]) => parseArgs({ args: [...args], options: flags }).values;
type Values = ReturnType<typeof parseFlags>;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not ${JSON.stringify(text)}`);
}

function parseHost(text: string, token: string | undefined): string {
  const host = text.replace(/^\[|\]$/g, '');
  if (host === '') throw new UsageError('--host requires an address');
  if (token !== undefined || isLoopback(host)) return host;
  throw new UsageError(`--host must be a loopback address without a token, not ${JSON.stringify(text)}`);
}

/** Reads a token from a file. A line break at its end is not part of the token. */
function readTokenFile(file: string): string {
  const token = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  if (token === '') throw new Error(`the token file ${JSON.stringify(file)} is empty`);
  return token;
}

function resolveToken({ token, 'token-file': file }: Values): string | undefined {
  if (token !== undefined && file !== undefined)
    throw new UsageError('--token and --token-file are mutually exclusive');
  if (file !== undefined) return readTokenFile(file);
  return token ?? process.env['PSUTIL_TOKEN'];
}

const optionsOf = (values: Values, token: string | undefined): PsutilServerOptions => ({
  token,
  allowMutations: values['allow-mutations'],
  allowEnviron: values['allow-environ'],
  allowIntrospection: values['allow-introspection'],
  allowHosts: values['allow-host'],
  allowOrigins: values['allow-origin'],
  history: !values['no-history'],
});

function createServer(options: PsutilServerOptions) {
  try {
    return createPsutilServer(options);
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

/** Runs a server until SIGINT or SIGTERM. */
export async function serve(args: readonly string[]): Promise<void> {
  const values = parseFlags(args);
  const token = resolveToken(values);
  const server = createServer(optionsOf(values, token));
  if (token && token.length < recommendedLength)
    console.error(`psutil-graphql: the token can be guessed: it is shorter than ${recommendedLength} characters`);
  server.listen(parsePort(values.port), parseHost(values.host, token));
  await once(server, 'listening');
  // Before the ready message: whoever started the server may send a signal after reading it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  const { address, port } = server.address() as AddressInfo;
  const url = `http://${urlHost(address)}:${port}/`;
  console.log(`psutil-graphql is ready at ${url}graphql with the web UI at ${url}`);
}
