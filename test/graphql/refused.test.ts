import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LINUX, supports } from '@psutil/native';
import { Process, RLIMIT_NOFILE } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { spawnChild } from '../support/children.ts';
import { compileProgram } from '../support/compile.ts';
import { allProcessFields, type GraphQLResult, needsSupport, runQuery } from '../support/graph.ts';
import { needsRoot, nobody, script } from '../support/run.ts';

interface ProcessesData {
  readonly processes: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly pid: number; readonly name: string | null } }[];
  };
}

/** Error codes that are possible for any attribute of another process. */
const expectedCodes = ['ACCESS_DENIED', 'NO_SUCH_PROCESS', 'ZOMBIE_PROCESS'];

test('an unprivileged user gets ACCESS_DENIED for protected attributes and values for the rest', async (context) => {
  needsRoot(context);
  needsSupport(context, 'netConnections', 'limits', 'pressure', 'sensorsFans');
  const { pid } = await spawnChild();
  const query = `{ processes(first: 5000) { totalCount edges { node ${await allProcessFields()} } }
    sockets { totalCount } host { kernel } memory { total } cpu { count } disks { partitions { mountpoint } }
    net { nics { name } } sessions { username } limits { cgroup } pressure { cpu { some { avg10 } } } sensors { fans { name } } }`;
  const { data, errors = [] } = await script<GraphQLResult<ProcessesData>>(
    `const { execute } = await import('@psutil/graphql');
     const { data, errors } = await execute(${JSON.stringify(query)});
     print({ data, errors: errors?.map(({ path, extensions }) => ({ path, extensions })) });`,
    { uid: nobody },
  );
  const { edges = [], totalCount } = data?.processes ?? {};
  expect(edges.length).toBe(totalCount);
  expect(edges.map(({ node }) => node.pid)).toContain(pid);
  for (const { path, extensions } of errors) {
    const isSupported = path?.[4] !== 'numHandles' || supports('numHandles');
    expect(isSupported ? expectedCodes : ['NOT_SUPPORTED']).toContain(extensions?.code);
    expect(path?.slice(0, 2)).toEqual(['processes', 'edges']);
    expect(path?.[3]).toBe('node');
    expect(path).toHaveLength(5);
  }
  const index = edges.findIndex(({ node }) => node.pid === pid);
  const denied = errors.filter(({ path }) => path?.[2] === index).map(({ path }) => path?.[4]);
  expect(denied).toEqual(expect.arrayContaining(['cwd', 'exe', 'openFiles', 'sockets', 'ioCounters']));
  expect(denied).not.toContain('name');
});

test('queries succeed while processes start and end', { timeout: 120_000 }, async (context) => {
  context.skip(!LINUX, 'test/support/programs/process_churn.c is written for Linux');
  const storm = spawn(compileProgram('process_churn'), ['3000'], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void storm.kill('SIGKILL'));
  await once(storm, 'spawn');
  let isOver = false;
  const over = once(storm.stdout, 'data').then(() => {
    isOver = true;
  });
  storm.stdin.write('start\n');
  const query = `{ processes(first: 5000) { totalCount edges { node { pid name exe cwd status cpuPercent session { username }
    openFiles { edges { node { path process { pid } } } }
    sockets(kind: ALL) { edges { node { status process { pid } } } } rlimit(resource: RLIMIT_NOFILE) { soft }
    parent { name } children(recursive: true) { pid name } } } } }`;
  let rounds = 0;
  for (; !isOver; rounds++) {
    const { data, errors = [] } = await runQuery<ProcessesData>(query);
    expect(data?.processes.edges.length).toBe(data?.processes.totalCount);
    for (const { extensions, path } of errors) {
      expect(expectedCodes).toContain(extensions?.code);
      expect(path?.length).toBeGreaterThanOrEqual(5);
    }
  }
  await over;
  storm.stdin.end('end\n');
  expect(rounds).toBeGreaterThan(0);
});

test('Process.rlimit returns the limits of Process.rlimit()', async (context) => {
  needsSupport(context, 'rlimit');
  const { pid } = await spawnChild();
  const { data } = await runQuery<{ process: { rlimit: { soft: number | null; hard: number | null } } }>(
    `{ process(pid: ${pid}) { rlimit(resource: RLIMIT_NOFILE) { soft hard } } }`,
  );
  const [soft, hard] = new Process(pid).rlimit(RLIMIT_NOFILE).map((limit) => (Number.isFinite(limit) ? limit : null));
  expect(data?.process.rlimit).toEqual({ soft, hard });
});
