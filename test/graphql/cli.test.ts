import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WINDOWS } from '@psutil/native';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { serve } from '../support/graph.ts';
import { json, operation, send } from '../support/http.ts';
import { root, script } from '../support/run.ts';

const run = promisify(execFile);
const command = (...args: string[]) => run(process.execPath, ['packages/graphql/dist/cli.js', ...args], { cwd: root });
const token = 'correct-horse-battery-staple';

const invalidArguments: readonly string[][] = [
  [],
  ['nonsense'],
  ['serve', '--port', 'x'],
  ['serve', '--port', '65536'],
  ['serve', '--host', '0.0.0.0'],
  ['serve', '--host', '::'],
  ['serve', '--host', 'example.com'],
  ['serve', '--host', '', '--token', token],
  ['serve', '--nonsense'],
  ['serve', '--allow-mutations'],
  ['serve', '--token', 'two words'],
  ['serve', '--token', ''],
  ['serve', '--token', token, '--token-file', '/dev/null'],
  ['serve', '--allow-host', 'a:80'],
  ['serve', '--allow-origin', '*'],
  ['serve', 'x'],
  ['schema', 'x'],
  ['schema', '--mutations'],
];

test.for(invalidArguments.map((args) => [args] as const))(
  'psutil-graphql %j prints its usage to standard error and exits with code 2',
  async ([args]) => {
    const failure = await command(...args).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^psutil-graphql: .+\n\nUsage: psutil-graphql /),
    });
  },
);

test.for(['serve', 'query', 'schema'])('%s --help prints the options of the command', async (name) => {
  const { stdout, stderr } = await command(name, '--help');
  expect([stdout.split('\n')[0], stderr]).toEqual([expect.stringMatching(`^Usage: psutil-graphql ${name} `), '']);
  expect((await command(name, 'x', '-h')).stdout).toBe(stdout);
});

test('--help lists the commands, and --version prints the version of the package', async () => {
  const { stdout } = await command('--help');
  for (const name of ['serve', 'query', 'schema']) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
  const { version } = JSON.parse(readFileSync(join(root, 'packages/graphql/package.json'), 'utf8'));
  expect((await command('--version')).stdout).toBe(`${version}\n`);
});

test.for(['--help', '--version'])('%s imports no module of another package', async (option) => {
  const loaded = await script<string[]>(`
    import { createRequire } from 'node:module';
    process.argv = [process.execPath, 'psutil-graphql', '${option}'];
    process.stdout.write = () => true;
    await import('./packages/graphql/dist/cli.js');
    delete process.stdout.write;
    print(process.moduleLoadList);`);
  expect(loaded).toContain('NativeModule internal/util/parse_args/parse_args');
  expect(loaded).not.toContain('NativeModule http');
});

test('schema prints the file schema.graphql, and with --no-mutations the schema without mutations', async () => {
  const { stdout } = await command('schema');
  expect(stdout).toBe(readFileSync(join(root, 'packages/graphql/schema.graphql'), 'utf8'));
  const without = await command('schema', '--no-mutations');
  expect(without.stdout).toContain('\ntype Process ');
  expect(without.stdout).not.toMatch(/mutation/i);
});

test('serve on a port in use prints one line and exits with code 1', async () => {
  const { url } = await serve();
  const failure = await command('serve', '--port', new URL(url).port).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 1, stderr: expect.stringMatching(/^psutil-graphql: .*EADDRINUSE.*\n$/) });
});

test('serve with an unreadable or empty token file prints one line and exits with code 1', async () => {
  const empty = `${temporaryDirectory()}/empty`;
  writeFileSync(empty, '\n');
  for (const [file, reason] of [
    [`${empty}-not`, 'ENOENT'],
    [temporaryDirectory(), 'EISDIR'],
    [empty, 'is empty'],
  ] as const) {
    const failure = await command('serve', '--token-file', file).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1, stderr: expect.stringMatching(/^psutil-graphql: .*\n$/) });
    expect((failure as { stderr: string }).stderr).toContain(reason);
  }
});

test('serve takes its token from --token, from --token-file without the line ending, or from PSUTIL_TOKEN', async () => {
  const file = `${temporaryDirectory()}/token`;
  writeFileSync(file, `${token}\n`);
  const statuses = async (url: string) => [
    (await send(url, 'POST', json, operation)).status,
    (await send(url, 'POST', { ...json, authorization: `Bearer ${token}` }, operation)).status,
  ];
  expect(await statuses((await serve('--token', token)).url)).toEqual([401, 200]);
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('PSUTIL_TOKEN', 'another-token-of-sufficient-length');
  expect(await statuses((await serve('--token-file', file)).url)).toEqual([401, 200]);
  vi.stubEnv('PSUTIL_TOKEN', token);
  expect(await statuses((await serve()).url)).toEqual([401, 200]);
});

test('serve accepts a short token with a warning that does not contain it', async () => {
  const command = ['packages/graphql/dist/cli.js', 'serve', '--port', '0', '--token', 'tiny'];
  const server = spawn(process.execPath, command, { cwd: root });
  onTestFinished(() => void server.kill('SIGKILL'));
  const [warning] = await once(server.stderr, 'data');
  expect(String(warning)).toMatch(/16 characters/);
  expect(String(warning)).not.toContain('tiny');
});

test('serve with an empty PSUTIL_TOKEN exits with code 2', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('PSUTIL_TOKEN', '');
  expect(await command('serve', '--port', '0').catch((error: unknown) => error)).toMatchObject({ code: 2 });
});

test('serve applies each --allow option', async () => {
  const { url } = await serve(
    ...['--allow-host', 'a.example', '--allow-host', 'b.example', '--allow-origin', 'https://c.example'],
    ...['--token', token, '--allow-introspection', '--allow-environ', '--allow-mutations'],
  );
  const authorization = `Bearer ${token}`;
  for (const host of ['a.example', 'b.example']) {
    expect((await send(url, 'POST', { ...json, authorization, host }, operation)).status).toBe(200);
  }
  const query = `{ __schema { mutationType { name } } process(pid: ${process.pid}) { environ { edges { node { name } } } } }`;
  const headers = { ...json, authorization, origin: 'https://c.example' };
  const { errors, data } = JSON.parse((await send(url, 'POST', headers, JSON.stringify({ query }))).body);
  expect(errors).toBeUndefined();
  expect(data.process.environ.edges).toContainEqual({ node: { name: 'PATH' } });
});

test('serve without a token listens on the loopback address only', async () => {
  const { url } = await serve();
  const { port, hostname } = new URL(url);
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const socket = connect(Number(port), address);
    const [error] = await once(socket, 'error').catch((reason: Error) => [reason]);
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  }
});

test('serve with a token listens on the address of --host', async () => {
  const { url } = await serve('--host', '0.0.0.0', '--token', token);
  expect(new URL(url).hostname).toBe('0.0.0.0');
  const loopbackUrl = url.replace('0.0.0.0', '127.0.0.1');
  expect((await send(loopbackUrl, 'POST', json, operation)).status).toBe(401);
});

test('serve exits with code 0 on SIGTERM although a client is connected', async (context) => {
  context.skip(WINDOWS, 'Windows has no SIGTERM: kill() ends the process without a handler');
  const { url, server } = await serve();
  const { hostname, port } = new URL(url);
  const idle = connect(Number(port), hostname);
  await once(idle, 'connect');
  idle.on('error', () => {}); // The server may reset the idle connection.
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  expect(code).toBe(0);
});
