import { expect, type TestContext, test } from 'vitest';
import { type Called, callEverything } from '../../support/everything.ts';
import { packagesWithPromises } from '../../support/packages.ts';
import { needsStrace, traceScript } from '../../support/strace.ts';

const syscalls = 'execve,execveat,fork,vfork,clone,clone3';

/** Returns the calls that start a process, without the first execve(2), which is that of Node.js. */
function spawnCalls(calls: readonly string[]): string[] {
  const lines = calls.filter((line) => /^(execve|execveat|fork|vfork|clone|clone3)\(/.test(line));
  return lines.slice(1).filter((line) => !line.includes('CLONE_THREAD'));
}

/** Runs a script and returns its output, the number of threads that it created and the calls that start a process. */
async function trace<T>(
  context: TestContext,
  code: string,
): Promise<{ readonly printed: T; readonly threads: number; readonly spawned: string[] }> {
  needsStrace(context, syscalls);
  const { printed, calls } = await traceScript<T>(code, syscalls);
  expect(calls[0]).toMatch(/^execve\(/);
  const threads = calls.filter((line) => line.includes('CLONE_THREAD')).length;
  return { printed, threads, spawned: spawnCalls(calls) };
}

const entries = packagesWithPromises.flatMap((directory) => [`@psutil/${directory}`, `@psutil/${directory}/promises`]);

const everything = `
const callEverything = ${callEverything};
const called = {};
for (const name of ${JSON.stringify(entries)}) called[name] = await callEverything(await import(name));
called['@psutil/native'] = await callEverything(await import('@psutil/native'));

const { ProcessTable } = await import('@psutil/process/table');
const table = await ProcessTable.read({ attrs: ['name', 'username'] });
for (const entry of table.entries) entry.children({ recursive: true });

const { createPsutilYoga } = await import('@psutil/graphql');
const body = JSON.stringify({ query: '{ cpu { count } processes(first: 3) { edges { node { pid children { pid } } } } }' });
const headers = { 'content-type': 'application/json', accept: 'application/json' };
const response = await createPsutilYoga().fetch('http://localhost/graphql', { method: 'POST', headers, body });
const { errors, data } = await response.json();
print({ called, graphql: errors ?? data.processes.edges.length });
`;

interface Everything {
  readonly called: Readonly<Record<string, Called>>;
  readonly graphql: unknown;
}

test('no exported function, method or GraphQL query starts a process', async (context) => {
  const { printed, threads, spawned } = await trace<Everything>(context, everything);
  for (const [name, { names, failed }] of Object.entries(printed.called)) {
    expect({ name, failed }).toEqual({ name, failed: [] });
    expect(names.length).toBeGreaterThan(0);
  }
  expect(printed.called['@psutil/psutil/promises']?.names).toEqual(
    expect.arrayContaining(['cpuTimes', 'processIter', 'Process.exe', 'Process.children']),
  );
  expect(printed.graphql).toBe(3);
  expect(threads).toBeGreaterThan(0);
  expect(spawned).toEqual([]);
});

test.for([
  ['spawnSync()', 'spawnSync("true")'],
  ['execSync()', 'execSync("true")'],
  [
    'spawnSync() in a worker thread',
    'await new Promise((done) => new Worker("require(`child_process`).spawnSync(`true`)", { eval: true, execArgv: [] }).on("exit", done))',
  ],
])('the trace contains a process that is started by %s', async ([, code], context) => {
  const imports = `
    import { execSync, spawnSync } from 'node:child_process';
    import { Worker } from 'node:worker_threads';
  `;
  const { printed, spawned } = await trace(context, `${imports}${code}; print('done');`);
  expect(printed).toBe('done');
  expect(spawned.length).toBeGreaterThan(0);
});
