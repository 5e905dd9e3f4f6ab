import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { WINDOWS } from '@psutil/native';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { root } from '../support/run.ts';

/** Starts `psutil-graphql query` until the calling test has finished. */
function start(...args: readonly string[]) {
  const child = spawn(process.execPath, ['packages/graphql/dist/cli.js', 'query', ...args], { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs `psutil-graphql query` with an input, and returns its exit code and output. */
async function query(args: readonly string[], input = '') {
  const child = start(...args);
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, stdout, stderr };
}

const operations = `
  query First($pid: Int) { process(pid: $pid) { pid } }
  query Second { cpu { count } }`;
const first = ['--operation-name', 'First'];
const variables = JSON.stringify({ pid: process.pid });
const data = { process: { pid: process.pid } };

function fileWith(content: string): string {
  const path = join(temporaryDirectory(), 'file');
  writeFileSync(path, content);
  return path;
}

test('query reads the document from its argument, a file, or standard input', async () => {
  const args = [...first, '--variables', variables];
  for (const { code, stdout } of [
    await query([operations, ...args]),
    await query([fileWith(operations), ...args]),
    await query(['-', ...args], operations),
  ]) {
    expect([code, JSON.parse(stdout)]).toEqual([0, { data }]);
  }
});

test('query reads the variables from a file', async () => {
  const { code, stdout } = await query([operations, ...first, '--variables', `@${fileWith(variables)}`]);
  expect([code, JSON.parse(stdout)]).toEqual([0, { data }]);
});

test('query reports a file that it cannot read, and exits with code 1', async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'empty'));
  const missing = join(directory, 'missing.graphql');
  for (const args of [[missing], [join(directory, 'empty')], [operations, '--variables', `@${missing}`]]) {
    const { code, stdout, stderr } = await query(args);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^psutil-graphql: (ENOENT|EISDIR).*\n$/)]);
  }
});

test('query exits with code 1 if the response has errors, and with --allow-errors only if it has no data', async () => {
  const failing = '{ process(pid: 2147483647) { pid } }';
  const response = { data: { process: null }, errors: [expect.objectContaining({ path: ['process'] })] };
  const strict = await query([failing]);
  expect([strict.code, JSON.parse(strict.stdout)]).toEqual([1, response]);
  const lenient = await query([failing, '--allow-errors']);
  expect([lenient.code, JSON.parse(lenient.stdout)]).toEqual([0, response]);
  expect((await query(['{ nosuch }', '--allow-errors'])).code).toBe(1);
});

const subscription = 'subscription { memory(interval: 0.2) { total } }';
const event = { data: { memory: { total: expect.any(Number) } } };

/** Starts a subscription, and reads its first two events. */
async function subscribe() {
  const child = start(subscription);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  for (let count = 0; count < 2; count += 1) expect(JSON.parse((await lines.next()).value)).toEqual(event);
  return child;
}

test.for(['SIGINT', 'SIGTERM'] as const)(
  'query prints one line per event of a subscription, until %s',
  async (signal, context) => {
    context.skip(WINDOWS, 'on Windows, kill() ends the process without a handler');
    const child = await subscribe();
    const errors = text(child.stderr);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await errors).toBe('');
  },
);

test('query ends a subscription when its output is closed', async () => {
  const child = await subscribe();
  const errors = text(child.stderr);
  child.stdout.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(await errors).toBe('');
});

test('query prints the errors of a subscription that cannot start, and exits with code 1', async () => {
  for (const document of ['subscription { nosuch }', 'subscription { memory(interval: -1) { total } }']) {
    const { code, stdout } = await query([document]);
    expect([code, Object.keys(JSON.parse(stdout))]).toEqual([1, ['errors']]);
    expect(stdout.split('\n')).toHaveLength(2);
  }
});
