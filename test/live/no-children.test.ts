import { expect, type TestContext, test } from 'vitest';
import { type Called, callEverything } from '../support/everything.ts';
import { withReadings } from '../support/packages.ts';
import { needsStrace, traced } from '../support/strace.ts';

const startCalls = 'execve,execveat,fork,vfork,clone,clone3';

/** Those of some calls that start a process. The first execve is that of Node itself. */
function starts(calls: readonly string[]): string[] {
  const lines = calls.filter((line) => /^(execve|execveat|fork|vfork|clone|clone3)\(/.test(line));
  return lines.slice(1).filter((line) => !line.includes('CLONE_THREAD'));
}

/** Runs a script and gives what it printed and all that it started. */
async function trace<T>(
  context: TestContext,
  code: string,
): Promise<{ readonly printed: T; readonly threads: number; readonly started: string[] }> {
  needsStrace(context, startCalls);
  const { printed, calls } = await traced<T>(code, startCalls);
  expect(calls[0]).toMatch(/^execve\(/);
  return { printed, threads: calls.filter((line) => line.includes('CLONE_THREAD')).length, started: starts(calls) };
}

const entries = withReadings.flatMap((folder) => [`@psutil/${folder}`, `@psutil/${folder}/promises`]);

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
const response = await createPsutilYoga().fetch('http://here/graphql', { method: 'POST', headers, body });
const answer = await response.json();
print({ called, graph: answer.errors ?? answer.data.processes.edges.length });
`;

interface Everything {
  readonly called: Readonly<Record<string, Called>>;
  readonly graph: unknown;
}

test('nothing in the library starts a process', async (context) => {
  const { printed, threads, started } = await trace<Everything>(context, everything);
  for (const [name, { names, failed }] of Object.entries(printed.called)) {
    expect({ name, failed }).toEqual({ name, failed: [] });
    expect(names.length).toBeGreaterThan(0);
  }
  expect(printed.called['@psutil/psutil/promises']?.names).toEqual(
    expect.arrayContaining(['cpuTimes', 'processIter', 'Process.exe', 'Process.children']),
  );
  expect(printed.graph).toBe(3);
  expect(threads).toBeGreaterThan(0);
  expect(started).toEqual([]);
});

test.for([
  ['by spawn', 'spawnSync("true")'],
  ['by a shell', 'execSync("true")'],
  [
    'from a thread',
    'await new Promise((done) => new Worker("require(`child_process`).spawnSync(`true`)", { eval: true, execArgv: [] }).on("exit", done))',
  ],
])('a process that is started %s would be noticed', async ([, code], context) => {
  const imports = `
    import { execSync, spawnSync } from 'node:child_process';
    import { Worker } from 'node:worker_threads';
  `;
  const { printed, started } = await trace(context, `${imports}${code}; print('done');`);
  expect(printed).toBe('done');
  expect(started.length).toBeGreaterThan(0);
});
