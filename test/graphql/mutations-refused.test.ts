import { readdirSync } from 'node:fs';
import { schemaWithMutations } from '@psutil/graphql';
import { LINUX, WINDOWS } from '@psutil/native';
import { BELOW_NORMAL_PRIORITY_CLASS, Process } from '@psutil/process';
import { expect, test } from 'vitest';
import { idleName, killAndWait, spawnChild, spawnZombie, waitForState } from '../support/children.ts';
import { copyIdleProgram, startIdleProgram, temporaryDirectory } from '../support/executable.ts';
import { mutate } from '../support/mutate.ts';
import { canLaunch, inPidNamespace, pidReuse } from '../support/namespaces.ts';
import { needs, needsRoot, nobody, script } from '../support/run.ts';

const schemaNames = Object.keys(schemaWithMutations.getMutationType()?.getFields() ?? {});
const hasMutation = (line: string) => schemaNames.includes(/^ {2}(\w+)/.exec(line)?.[1] ?? '');

/** Every mutation of this system's schema, with valid arguments. */
const every = `
  signal(input: { id: $id, signal: SIGKILL }) { done userErrors { code field } }
  terminate(input: { id: $id }) { done userErrors { code field } }
  kill(input: { id: $id }) { done userErrors { code field } }
  suspend(input: { id: $id }) { done userErrors { code field } }
  resume(input: { id: $id }) { done userErrors { code field } }
  setNice(input: { id: $id, value: ${WINDOWS ? BELOW_NORMAL_PRIORITY_CLASS : 19} }) { done userErrors { code field } }
  setIonice(input: { id: $id, ioclass: ${WINDOWS ? 'LOW' : 'IDLE'} }) { done userErrors { code field } }
  setAffinity(input: { id: $id, cpus: [] }) { done userErrors { code field } }
  setRlimit(input: { id: $id, resource: RLIMIT_NOFILE, soft: 10, hard: 10 }) { done userErrors { code field } }
  killTree(input: { id: $id }) { done userErrors { code field } }`
  .split('\n')
  .filter(hasMutation)
  .join('\n');
const names = [...every.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
/** The payloads of mutations that have failed with a code. */
const failedWith = (code: string, field: readonly string[] | null) =>
  Object.fromEntries(names.map((name) => [name, { done: false, userErrors: [{ code, field }] }]));
const dry = every.replaceAll(' }) {', ', dryRun: true }) {');

test('the tests call every mutation of the schema', () => {
  expect(names).toEqual(schemaNames);
});

test('every mutation of the server itself or of PID 1 fails with PROTECTED_PROCESS', async () => {
  const nice = new Process().nice();
  for (const { id, pid } of [new Process(), ...(WINDOWS ? [] : [new Process(1)])]) {
    for (const selection of [every, dry]) {
      const { data, errors, lines } = await mutate(selection, { id });
      expect(errors).toBeUndefined();
      expect(data).toEqual(failedWith('PROTECTED_PROCESS', ['id']));
      const logged = new RegExp(` of process ${pid} ".+" \\(.*\\): PROTECTED_PROCESS: `);
      expect(lines.filter((line) => logged.test(line))).toHaveLength(names.length);
    }
  }
  expect(new Process().nice()).toBe(nice);
});

test('every mutation of a thread of the server fails with NO_SUCH_PROCESS', async (context) => {
  context.skip(!LINUX, 'only Linux opens a thread by its ID');
  const [, tid] = readdirSync('/proc/self/task').map(Number);
  const { id } = new Process(tid);
  const { data, errors } = await mutate(every, { id });
  expect(errors).toBeUndefined();
  expect(data).toEqual(failedWith('NO_SUCH_PROCESS', ['id']));
});

test('every mutation of an ancestor of the server fails with PROTECTED_PROCESS', async () => {
  const before = new Process(process.ppid).nice();
  for (const { id } of new Process().parents().filter((ancestor) => ancestor.pid !== 1)) {
    for (const selection of [every, dry]) {
      const { data, lines } = await mutate(selection, { id });
      expect(data).toEqual(failedWith('PROTECTED_PROCESS', ['id']));
      expect(lines[0]).toContain('ancestor of the server');
    }
  }
  expect(new Process(process.ppid).status()).not.toBe('stopped');
  expect(new Process(process.ppid).nice()).toBe(before);
});

test('a malformed process ID fails with BAD_USER_INPUT and an unknown one with NO_SUCH_PROCESS', async () => {
  const kill = 'kill(input: { id: $id }) { done pid process { pid } userErrors { code field } }';
  const { id } = new Process();
  const [boot, , ticks] = id.split(':');
  for (const malformed of ['', 'x', `${process.pid}`, `${boot}:-1:${ticks}`, `${boot}:1.5:${ticks}`, `${id}:1`]) {
    const { data } = await mutate(kill, { id: malformed });
    expect(data, malformed).toMatchObject({
      kill: { pid: null, process: null, userErrors: [{ code: 'BAD_USER_INPUT' }] },
    });
  }
  for (const unknown of [`${boot}:0:0`, `${boot}:4999999999:1`, `other:${process.pid}:${ticks}`, `${boot}:1:1`]) {
    const { data, errors } = await mutate(kill, { id: unknown });
    expect(errors, unknown).toBeUndefined();
    expect(data, unknown).toMatchObject({ kill: { process: null, userErrors: [{ code: 'NO_SUCH_PROCESS' }] } });
  }
});

test('every mutation of a process that has ended fails with NO_SUCH_PROCESS', async () => {
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  await killAndWait(child);
  for (const selection of [every, dry]) {
    const { data, errors } = await mutate(selection, { id });
    expect(errors).toBeUndefined();
    expect(data).toEqual(failedWith('NO_SUCH_PROCESS', ['id']));
  }
});

test('kill of a zombie succeeds and leaves it a zombie', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnZombie();
  const { data } = await mutate('kill(input: { id: $id }) { done process { status } }', { id: new Process(pid).id });
  expect(data).toEqual({ kill: { done: true, process: { status: 'ZOMBIE' } } });
});

/** The beginning of a script that executes mutations, which may run as another user or in a PID namespace. */
const prelude = `
  import { schemaWithMutations } from '@psutil/graphql';
  import { Process } from '@psutil/process';
  import { graphql } from 'graphql';
  const lines = [];
  async function codes(selection, id) {
    const source = 'mutation ($id: ID!) {' + selection + '}';
    const context = { client: '192.0.2.1', log: (line) => lines.push(line) };
    const { data } = await graphql({ schema: schemaWithMutations, source, variableValues: { id }, contextValue: context });
    return Object.values(data).map(({ done, userErrors: [error] }) => error?.code ?? done);
  }`;

test('every mutation of another user’s process fails with ACCESS_DENIED, also as a dry run', async (context) => {
  context.skip(!LINUX, 'setsid(1) and the user ID of nobody are those of Linux');
  needsRoot(context);
  // SIGCONT is permitted within the same session (kill(2)), so the child gets a session of its own.
  const { pid } = await spawnChild('setsid', 'sleep', '1000');
  const codes = await script<string[][]>(
    `${prelude}
    const { id } = new Process(${pid});
    print([await codes(\`${every}\`, id), await codes(\`${dry}\`, id)]);`,
    { uid: nobody },
  );
  expect(codes).toEqual([Array(names.length).fill('ACCESS_DENIED'), Array(names.length).fill('ACCESS_DENIED')]);
  await waitForState(pid, 'S');
});

/** Mutations with invalid arguments, or for which the user of the server has no permission. */
const failing = [
  'setAffinity(input: { id: $id, cpus: [100000] })',
  'setAffinity(input: { id: $id, cpus: [0, 99999] })',
  'setAffinity(input: { id: $id, cpus: [-1] })',
  'setNice(input: { id: $id, value: 20 })',
  'setNice(input: { id: $id, value: -21 })',
  'setNice(input: { id: $id, value: -5 })',
  'setIonice(input: { id: $id, ioclass: IDLE, value: 3 })',
  'setIonice(input: { id: $id, ioclass: BE, value: 8 })',
  'setIonice(input: { id: $id, ioclass: RT, value: 0 })',
  'setRlimit(input: { id: $id, resource: RLIMIT_NOFILE, soft: 11, hard: 10 })',
  'setRlimit(input: { id: $id, resource: RLIMIT_NOFILE, soft: -1, hard: 10 })',
  'setRlimit(input: { id: $id, resource: RLIMIT_NOFILE, soft: 10 })',
  'setRlimit(input: { id: $id, resource: RLIMIT_CORE, soft: 0, hard: 1 })',
  'signal(input: { id: $id, signal: SIGINFO })',
  'killTree(input: { id: $id, signal: SIGINFO })',
  'killTree(input: { id: $id, timeout: 61 })',
].filter((call) => schemaNames.includes(call.replace(/\(.*/, '')));

const aliased = (calls: readonly string[], more: string) =>
  calls
    .map((call, index) => `a${index}: ${call.replace(/ }\)$/, `${more} })`)} { done userErrors { code } }`)
    .join('\n');

/** Changes that the user of the server may apply to its own processes. */
const permitted = [
  'setNice(input: { id: $id, value: 19 })',
  'setIonice(input: { id: $id, ioclass: IDLE })',
  'setAffinity(input: { id: $id, cpus: [] })',
  'setRlimit(input: { id: $id, resource: RLIMIT_CORE, soft: 0, hard: 0 })',
  'signal(input: { id: $id, signal: SIGCONT })',
];

test('a dry run fails with the errors of the change, as an unprivileged user', async (context) => {
  context.skip(!LINUX, 'the permissions of changes are those of Linux');
  needsRoot(context);
  const result = await script<Record<string, unknown>>(
    `${prelude}
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    const child = spawn('sleep', ['1000']);
    await once(child, 'spawn');
    const own = new Process(child.pid);
    own.rlimit(4, [0, 0]);
    const { id } = own;
    const stateOf = () => [own.nice(), own.ionice(), own.cpuAffinity(), own.rlimit(7), own.rlimit(4)];
    const before = stateOf();
    const dry = await codes(\`${aliased(failing, ', dryRun: true')}\`, id);
    const dryPermitted = await codes(\`${aliased(permitted, ', dryRun: true')}\`, id);
    const after = stateOf();
    const done = await codes(\`${aliased(failing, '')}\`, id);
    const donePermitted = await codes(\`${aliased(permitted, '')}\`, id);
    child.kill('SIGKILL');
    print({ before, after, dry, done, dryPermitted, donePermitted });`,
    { uid: nobody },
  );
  expect(result['dry']).toEqual(result['done']);
  expect(result['dry']).toHaveLength(failing.length);
  expect(result['dryPermitted']).toEqual(permitted.map(() => false));
  expect(result['donePermitted']).toEqual(permitted.map(() => true));
  expect(result['after']).toEqual(result['before']);
});

test('a mutation does not reach another process that reused the PID', async (context) => {
  context.skip(!canLaunch(inPidNamespace), 'unshare(1) cannot create a PID namespace');
  const result = await script<{ codes: string[]; lines: string[]; status: string; nice: number }>(
    `${prelude}${pidReuse}
    const first = await start('sleep', '1000');
    const { id } = new Process(first.pid);
    const second = await replace(first, 'sleep', '1000');
    const result = { codes: await codes(\`${every}${dry.replaceAll(/^ {2}(\w+)/gm, '  dry_$1: $1')}\`, id), lines };
    const now = new Process(second.pid);
    print({ ...result, status: now.status(), nice: now.nice() - new Process().nice() });
    await end(second);`,
    { within: inPidNamespace },
  );
  expect(result).toMatchObject({ status: 'sleeping', nice: 0 });
  expect(result.codes).toEqual(Array(2 * names.length).fill('NO_SUCH_PROCESS'));
  expect(result.lines).toHaveLength(2 * names.length);
});

test('each mutation logs one line: time, client, mutation, process and outcome', async () => {
  const child = await spawnChild();
  const { id, pid } = new Process(child.pid);
  const value = WINDOWS ? BELOW_NORMAL_PRIORITY_CLASS : 3;
  const { lines } = await mutate(
    `a: setNice(input: { id: $id, value: ${value} }) { done } b: setNice(input: { id: $id, value: 99 }) { done } c: kill(input: { id: $id }) { done } d: kill(input: { id: "x" }) { done }`,
    { id },
  );
  const prefix = '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z 192\\.0\\.2\\.1 ';
  const target = `of process ${pid} "${idleName}" \\(${id}\\)`;
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`${prefix}setNice {"value":${value}} ${target}: done$`)),
    expect.stringMatching(new RegExp(`${prefix}setNice {"value":99} ${target}: BAD_USER_INPUT: value must be .*$`)),
    expect.stringMatching(new RegExp(`${prefix}kill ${target}: done$`)),
    expect.stringMatching(new RegExp(`${prefix}kill of "x": BAD_USER_INPUT: invalid process id: "x"$`)),
  ]);
});

test('control characters in a process name or ID are escaped in the log', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const name = '\u001b[2J"): ok\u202ex';
  const pid = await startIdleProgram(copyIdleProgram(`${temporaryDirectory()}/${name}`));
  const named = await mutate('setNice(input: { id: $id, value: 1 }) { done }', { id: new Process(pid).id });
  const unknown = await mutate('kill(input: { id: $id }) { done }', {
    id: `a\n2026 kill\u001b[2J\u2028${'x'.repeat(10_000)}`,
  });
  expect(named.lines[0]).toContain(`process ${pid} "\\u001b[2J\\"): ok\\u202ex" (`);
  for (const { lines } of [named, unknown]) {
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
  expect(unknown.lines[0]?.length).toBeLessThan(25_000);
});
