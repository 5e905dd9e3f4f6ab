import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Process, RLIMIT_NOFILE } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { sleeper } from '../support/children.ts';
import { compiled } from '../support/compiled.ts';
import { type Answer, ask, everyField } from '../support/graph.ts';
import { needsRoot, nobody, script } from '../support/run.ts';

interface Listed {
  readonly processes: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly pid: number; readonly name: string | null } }[];
  };
}

/** What a process may refuse, or take with it when it ends. */
const expected = ['ACCESS_DENIED', 'NO_SUCH_PROCESS', 'ZOMBIE_PROCESS'];

test('a server of an unprivileged user answers every query, and says at each field that is closed that it is', async (context) => {
  needsRoot(context);
  const { pid } = await sleeper();
  const query = `{ processes(first: 5000) { totalCount edges { node ${await everyField()} } }
    connections { totalCount } host { kernel } memory { total } cpu { count } disks { partitions { mountpoint } }
    net { nics { name } } users { name } limits { cgroup } pressure { cpu { some { avg10 } } } sensors { fans { name } } }`;
  const { data, errors = [] } = await script<Answer<Listed>>(
    `const { execute } = await import('@psutil/graphql');
     const { data, errors } = await execute(${JSON.stringify(query)});
     print({ data, errors: errors?.map(({ path, extensions }) => ({ path, extensions })) });`,
    { uid: nobody },
  );
  const { edges = [], totalCount } = data?.processes ?? {};
  expect(edges.length).toBe(totalCount);
  expect(edges.map(({ node }) => node.pid)).toContain(pid);
  for (const { path, extensions } of errors) {
    expect(expected).toContain(extensions?.code);
    expect(path?.slice(0, 2)).toEqual(['processes', 'edges']);
    expect(path?.[3]).toBe('node');
    expect(path).toHaveLength(5);
  }
  const of = edges.findIndex(({ node }) => node.pid === pid);
  const closed = errors.filter(({ path }) => path?.[2] === of).map(({ path }) => path?.[4]);
  expect(closed).toEqual(expect.arrayContaining(['cwd', 'exe', 'openFiles', 'connections', 'ioCounters']));
  expect(closed).not.toContain('name');
});

test('processes that start and end in the middle of queries make none fail', { timeout: 120_000 }, async () => {
  const storm = spawn(compiled('storm'), ['3000'], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void storm.kill('SIGKILL'));
  await once(storm, 'spawn');
  let isOver = false;
  const over = once(storm.stdout, 'data').then(() => {
    isOver = true;
  });
  storm.stdin.write('start\n');
  const query = `{ processes(first: 5000) { totalCount edges { node { pid name exe cwd status cpuPercent user { name }
    openFiles { path process { pid } } connections(kind: ALL) { status process { pid } } rlimit(resource: RLIMIT_NOFILE) { soft }
    parent { name } children(recursive: true) { pid name } } } } }`;
  let rounds = 0;
  for (; !isOver; rounds++) {
    const { data, errors = [] } = await ask<Listed>(query);
    expect(data?.processes.edges.length).toBe(data?.processes.totalCount);
    for (const { extensions, path } of errors) {
      expect(expected).toContain(extensions?.code);
      expect(path?.length).toBeGreaterThanOrEqual(5);
    }
  }
  await over;
  storm.stdin.end('end\n');
  expect(rounds).toBeGreaterThan(0);
});

test('how much a process may use of a resource is what it says itself', async () => {
  const { pid } = await sleeper();
  const { data } = await ask<{ process: { rlimit: { soft: number | null; hard: number | null } } }>(
    `{ process(pid: ${pid}) { rlimit(resource: RLIMIT_NOFILE) { soft hard } } }`,
  );
  const [soft, hard] = new Process(pid).rlimit(RLIMIT_NOFILE).map((limit) => (Number.isFinite(limit) ? limit : null));
  expect(data?.process.rlimit).toEqual({ soft, hard });
});
