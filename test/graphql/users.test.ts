import { spawn } from 'node:child_process';
import { LINUX } from '@psutil/native';
import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { type GraphQLResult, needsSupport, runQuery } from '../support/graph.ts';
import { hostWith } from '../support/host-with.ts';
import { needs, needsRoot, nobody, script } from '../support/run.ts';

/** Starts a process in a pseudoterminal of its own. */
async function spawnInTerminal(): Promise<Process> {
  const code = "import pty, sys; pty.spawn(['sleep', '1000'])";
  const python = spawn('python3', ['-c', code], { stdio: ['pipe', 'ignore', 'inherit'] });
  onTestFinished(() => void python.kill('SIGKILL'));
  const children = () => new Process(python.pid).children().filter((child) => child.name() === 'sleep');
  await expect.poll(() => children().length, { timeout: 10_000 }).toBe(1);
  const [sleep] = children() as [Process];
  onTestFinished(() => void sleep.kill());
  return sleep;
}

test('sessions, users and processes are linked with each other', async (context) => {
  context.skip(!LINUX, 'replaces the session files of logind');
  needs(context, 'python3', '-c', 'import pty');
  const sleep = await spawnInTerminal();
  const name = sleep.username();
  const lines = {
    USER: name,
    STATE: 'active',
    CLASS: 'user',
    TTY: sleep.terminal()?.replace('/dev/', ''),
    LEADER: sleep.pid,
  };
  const text = Object.entries({ ...lines, REALTIME: '1700000000000000' }).map(([key, value]) => `${key}=${value}\n`);
  const query = `{
    sessions { username terminal started user { name } process { pid } processes { edges { node { pid } } } }
    user(name: ${JSON.stringify(name)}) {
      uid name sessions { terminal }
      processes(filter: { pid: [${sleep.pid}] }) { edges { node { pid } } }
    }
    process(pid: ${sleep.pid}) { user { uid name } session { username processes { totalCount } } }
    server: process(pid: ${process.pid}) { session { username } }
  }`;
  const { run } = hostWith({ 'run/systemd/sessions/3': text.join('') });
  const result = await script<GraphQLResult<object>>(
    `const { execute } = await import('@psutil/graphql');
     print(await execute(${JSON.stringify(query)}));`,
    { env: { HOST_RUN: run } },
  );
  const uid = sleep.uids().real;
  const processes = { edges: [{ node: { pid: sleep.pid } }] };
  expect(result).toEqual({
    data: {
      sessions: [
        {
          ...{ username: name, terminal: lines.TTY, started: '2023-11-14T22:13:20.000Z', user: { name } },
          ...{ process: { pid: sleep.pid }, processes },
        },
      ],
      user: { uid, name, sessions: [{ terminal: lines.TTY }], processes },
      process: { user: { uid, name }, session: { username: name, processes: { totalCount: 1 } } },
      server: { session: null },
    },
  });
});

test('users are the accounts of the processes, each with its processes', async (context) => {
  needsRoot(context);
  needsSupport(context, 'uids');
  const child = spawn('sleep', ['1000'], { uid: nobody, gid: nobody });
  onTestFinished(() => void child.kill('SIGKILL'));
  interface User {
    readonly uid: number;
    readonly name: string | null;
    readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: { pid: number } }[] };
  }
  const pages = `processes(filter: { pid: [${process.pid}, ${child.pid}] }) { totalCount edges { node { pid } } }`;
  const { data, errors } = await runQuery<{ users: User[]; user: User }>(
    `{ users { uid name ${pages} } user(uid: ${nobody}) { uid name ${pages} } }`,
  );
  expect(errors).toBeUndefined();
  const found = new Map(data?.users.map((user) => [user.uid, user]));
  expect(found.size).toBe(data?.users.length);
  expect(found.get(0)?.processes.edges).toEqual([{ node: { pid: process.pid } }]);
  expect(found.get(nobody)).toMatchObject({ name: 'nobody', processes: { edges: [{ node: { pid: child.pid } }] } });
  expect(data?.user).toEqual(found.get(nobody));
});

test('a user without processes and sessions is null, and requires exactly one argument', async () => {
  const { data, errors } = await runQuery(
    '{ none: user(name: "no-such-user") { uid } neither: user { uid } both: user(uid: 0, name: "root") { uid } }',
  );
  expect(data).toEqual({ none: null, neither: null, both: null });
  expect(errors?.map(({ path, extensions }) => [path?.[0], extensions?.code])).toEqual([
    ['neither', 'BAD_USER_INPUT'],
    ['both', 'BAD_USER_INPUT'],
  ]);
});
