import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { execute } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { sleeper, zombie } from '../support/children.ts';
import { folder, program, start } from '../support/executable.ts';
import { ask } from '../support/graph.ts';
import { failure } from '../support/outcome.ts';
import { root } from '../support/run.ts';

test('execute answers as the server does, errors too', async () => {
  const { pid } = await zombie();
  for (const query of [
    `{ process(pid: ${pid}) { pid name exe environ { name } } }`,
    '{ process(pid: -1) { pid } }',
    '{ nosuch }',
    '{',
  ]) {
    const { data, errors } = JSON.parse(JSON.stringify(await execute(query)));
    const served = await ask<unknown>(query);
    expect(data ?? null).toEqual(served.data ?? null);
    const told = (
      each:
        | readonly {
            readonly message: string;
            readonly path?: unknown;
            readonly extensions?: { readonly code?: string };
          }[]
        | undefined,
    ) => each?.map(({ message, path }) => ({ message, path }));
    expect(told(errors)).toEqual(told(served.errors));
  }
});

test('execute takes variables, the name of an operation, and what is allowed', async () => {
  const { pid } = await sleeper();
  const document =
    'query A($pid: Int) { process(pid: $pid) { pid } } query B($pid: Int) { process(pid: $pid) { environ { name } } }';
  expect(await execute(document, { variables: { pid }, operationName: 'A' })).toMatchObject({
    data: { process: { pid } },
  });
  const allowed = await execute(document, { variables: { pid }, operationName: 'B', allowEnviron: true });
  expect(allowed.errors).toBeUndefined();
});

test('what is no document or no variables is a TypeError', async () => {
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

test('psutil-graphql query prints one answer', async () => {
  const { stdout, stderr } = await query(
    'query ($pid: Int) { process(pid: $pid) { pid } }',
    '--variables',
    `{ "pid": ${process.pid} }`,
  );
  expect([JSON.parse(stdout), stderr]).toEqual([{ data: { process: { pid: process.pid } } }, '']);
});

test('a name that would steer a terminal is only shown by psutil-graphql query', async () => {
  const name = 'a\u001b[2J\u009b\u202eb';
  const pid = await start(program(`${folder()}/${name}`));
  const { stdout } = await query(`{ process(pid: ${pid}) { name } }`);
  expect(JSON.parse(stdout)).toEqual({ data: { process: { name } } });
  expect(stdout).toContain('a\\u001b[2J\\u009b\\u202eb');
});

test('psutil-graphql query of what cannot be answered ends with 1', async () => {
  const { code, stdout } = await query('{ nosuch }').catch((error) => error);
  expect([code, JSON.parse(stdout)]).toEqual([
    1,
    { errors: [expect.objectContaining({ message: expect.any(String) })] },
  ]);
});

test.for([
  [],
  ['{', '}'],
  ['{ cpu { count } }', '--variables', '['],
  ['{ cpu { count } }', '--variables', '[]'],
  ['--nosuch'],
])('psutil-graphql query %j says how it is used, and ends with 2', async (args) => {
  expect(await query(...args).catch((error) => error)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Usage: psutil-graphql serve'),
  });
});
