import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { execute } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { spawnChild, spawnZombie } from '../support/children.ts';
import { copyIdleProgram, startIdleProgram, temporaryDirectory } from '../support/executable.ts';
import { type GraphQLResult, needsSupport, runQuery } from '../support/graph.ts';
import { failure } from '../support/outcome.ts';
import { needs, root } from '../support/run.ts';

test('execute() returns the same data and errors as the server', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnZombie();
  for (const query of [
    `{ process(pid: ${pid}) { pid name exe environ { edges { node { name } } } } }`,
    '{ process(pid: -1) { pid } }',
    '{ nosuch }',
    '{',
  ]) {
    const { data, errors } = JSON.parse(JSON.stringify(await execute(query)));
    const served = await runQuery<unknown>(query);
    expect(data ?? null).toEqual(served.data ?? null);
    const withoutExtensions = (list: GraphQLResult<unknown>['errors']) =>
      list?.map(({ message, path }) => ({ message, path }));
    expect(withoutExtensions(errors)).toEqual(withoutExtensions(served.errors));
  }
});

test('execute() applies variables, operationName and allowEnviron', async (context) => {
  needsSupport(context, 'environ');
  const { pid } = await spawnChild();
  const document =
    'query A($pid: Int) { process(pid: $pid) { pid } } query B($pid: Int) { process(pid: $pid) { environ { edges { node { name } } } } }';
  expect(await execute(document, { variables: { pid }, operationName: 'A' })).toMatchObject({
    data: { process: { pid } },
  });
  const allowed = await execute(document, { variables: { pid }, operationName: 'B', allowEnviron: true });
  expect(allowed.errors).toBeUndefined();
});

test('execute() throws a TypeError for an invalid document or invalid variables', async () => {
  for (const document of [undefined, null, 1, {}, ['{ cpu { count } }']])
    expect(await failure(() => execute(document as never))).toMatchObject({ name: 'TypeError' });
  for (const variables of [null, 1, 'a', []])
    expect(await failure(() => execute('{ cpu { count } }', { variables } as never))).toMatchObject({
      name: 'TypeError',
    });
});

const run = promisify(execFile);
const query = (...args: string[]) =>
  run(process.execPath, ['packages/graphql/dist/cli.js', 'query', ...args], { cwd: root });

test('psutil-graphql query prints the result to standard output', async () => {
  const { stdout, stderr } = await query(
    'query ($pid: Int) { process(pid: $pid) { pid } }',
    '--variables',
    `{ "pid": ${process.pid} }`,
  );
  expect([JSON.parse(stdout), stderr]).toEqual([{ data: { process: { pid: process.pid } } }, '']);
});

test('psutil-graphql query escapes control characters in a process name', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const name = 'a\u001b[2J\u009b\u202eb';
  const pid = await startIdleProgram(copyIdleProgram(`${temporaryDirectory()}/${name}`));
  const { stdout } = await query(`{ process(pid: ${pid}) { name } }`);
  expect(JSON.parse(stdout)).toEqual({ data: { process: { name } } });
  expect(stdout).toContain('a\\u001b[2J\\u009b\\u202eb');
});

test('psutil-graphql query exits with code 1 when the result has errors and no data', async () => {
  const { code, stdout } = await query('{ nosuch }').catch((error) => error);
  expect([code, JSON.parse(stdout)]).toEqual([
    1,
    { errors: [expect.objectContaining({ message: expect.any(String) })] },
  ]);
});

const invalidArguments: readonly string[][] = [
  [],
  ['{', '}'],
  ['{ cpu { count } }', '--variables', '['],
  ['{ cpu { count } }', '--variables', '[]'],
  ['{ cpu { count } }', '--variables', '@/dev/null'],
  ['{ cpu { count } }', '--operation-name'],
  ['--nosuch'],
];

test.for(invalidArguments.map((args) => [args] as const))(
  'psutil-graphql query %j prints its usage and exits with code 2',
  async ([args]) => {
    expect(await query(...args).catch((error) => error)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Usage: psutil-graphql query'),
    });
  },
);
