import { readdirSync } from 'node:fs';
import { Process } from '@psutil/process';
import { expect, test } from 'vitest';
import { end, reaches, sleeper, zombie } from '../support/children.ts';
import { folder, program, start } from '../support/executable.ts';
import { mutate } from '../support/mutate.ts';
import { amongOwnPids, reusing, works } from '../support/namespaces.ts';
import { needsRoot, nobody, script } from '../support/run.ts';

/** Every mutation, each with arguments that would do. */
const every = `
  signal(id: $id, signal: SIGKILL) { done }
  terminate(id: $id) { done }
  kill(id: $id) { done }
  suspend(id: $id) { done }
  resume(id: $id) { done }
  setNice(id: $id, value: 19) { done }
  setIonice(id: $id, ioclass: IDLE) { done }
  setAffinity(id: $id, cpus: []) { done }
  setRlimit(id: $id, resource: RLIMIT_NOFILE, soft: 10, hard: 10) { done }
  killTree(id: $id) { done }`;
const names = [...every.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
const none = Object.fromEntries(names.map((name) => [name, null]));
const errorsOf = (extensions: object) => names.map((name) => expect.objectContaining({ path: [name], extensions }));
const dry = every.replaceAll(') {', ', dryRun: true) {');

test('nothing is ever done to this server or to process 1', async () => {
  const nice = new Process().nice();
  for (const { id, pid } of [new Process(), new Process(1)]) {
    for (const selected of [every, dry]) {
      const { data, errors, lines } = await mutate(selected, { id });
      expect(data).toEqual(none);
      expect(errors).toEqual(errorsOf({ code: 'ACCESS_DENIED', pid }));
      expect(lines.filter((line) => / of process \d+ ".+" \(.*\): ACCESS_DENIED: /.test(line))).toHaveLength(
        names.length,
      );
    }
  }
  expect(new Process().nice()).toBe(nice);
});

test('nor through a thread of this server', async () => {
  const [, tid] = readdirSync('/proc/self/task').map(Number);
  const { id } = new Process(tid);
  const { data, errors } = await mutate(every, { id });
  expect(data).toEqual(none);
  expect(errors).toEqual(errorsOf({ code: 'NO_SUCH_PROCESS', pid: tid }));
});

test('nor to a tree that it is in', async () => {
  const { id } = new Process(process.ppid);
  for (const selected of ['killTree(id: $id) { done }', 'killTree(id: $id, dryRun: true) { done }']) {
    const { errors } = await mutate(selected, { id });
    expect(errors).toMatchObject([
      { message: expect.stringMatching(/server/), extensions: { code: 'ACCESS_DENIED', pid: process.pid } },
    ]);
  }
  expect(new Process(process.ppid).status()).not.toBe('stopped');
});

test('what is no id of a process is an input error, and one of a process that never was is none', async () => {
  const { id } = new Process();
  const [boot, , ticks] = id.split(':');
  for (const wrong of ['', 'x', `${process.pid}`, `${boot}:-1:${ticks}`, `${boot}:1.5:${ticks}`, `${id}:1`]) {
    const { errors } = await mutate('kill(id: $id) { done }', { id: wrong });
    expect(errors, wrong).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
  for (const wrong of [`${boot}:0:0`, `${boot}:4999999999:1`, `other:${process.pid}:${ticks}`, `${boot}:1:1`]) {
    const { errors } = await mutate('kill(id: $id) { done }', { id: wrong });
    expect(errors, wrong).toMatchObject([{ extensions: { code: 'NO_SUCH_PROCESS' } }]);
  }
});

test('a process that has ended is not there', async () => {
  const child = await sleeper();
  const { id, pid } = new Process(child.pid);
  await end(child);
  for (const selected of [every, dry]) {
    const { data, errors } = await mutate(selected, { id });
    expect(data).toEqual(none);
    expect(errors).toEqual(errorsOf({ code: 'NO_SUCH_PROCESS', pid }));
  }
});

test('a zombie can be signalled, which does nothing', async () => {
  const { pid } = await zombie();
  const { data } = await mutate('kill(id: $id) { done process { status } }', { id: new Process(pid).id });
  expect(data).toEqual({ kill: { done: true, process: { status: 'ZOMBIE' } } });
});

/** Asks in a script, whose user or pids may be others. */
const scripted = `
  import { schemaWithMutations, maskError } from '@psutil/graphql';
  import { Process } from '@psutil/process';
  import { graphql } from 'graphql';
  const lines = [];
  async function codes(selected, id) {
    const source = 'mutation ($id: ID!) {' + selected + '}';
    const context = { client: '192.0.2.1', log: (line) => lines.push(line) };
    const { errors = [] } = await graphql({ schema: schemaWithMutations, source, variableValues: { id }, contextValue: context });
    return errors.map((error) => maskError(error).extensions.code);
  }`;

test('another user’s process is refused, by a dry run too', async (context) => {
  needsRoot(context);
  // In a session of its own: SIGCONT is anybody's of the same one.
  const { pid } = await sleeper('setsid', 'sleep', '1000');
  const told = await script<string[][]>(
    `${scripted}
    const { id } = new Process(${pid});
    print([await codes(\`${every}\`, id), await codes(\`${dry}\`, id)]);`,
    { uid: nobody },
  );
  expect(told).toEqual([Array(names.length).fill('ACCESS_DENIED'), Array(names.length).fill('ACCESS_DENIED')]);
  await reaches(pid, 'S');
});

test('a pid that is another’s now is not hit', async (context) => {
  context.skip(!works(amongOwnPids), 'no PID namespace can be made here');
  const told = await script<{ codes: string[]; lines: string[]; status: string; nice: number }>(
    `${scripted}${reusing}
    const first = await start('sleep', '1000');
    const { id } = new Process(first.pid);
    const second = await startInstead(first, 'sleep', '1000');
    const answer = { codes: await codes(\`${every}${dry.replaceAll(/^ {2}(\w+)/gm, '  dry_$1: $1')}\`, id), lines };
    const now = new Process(second.pid);
    print({ ...answer, status: now.status(), nice: now.nice() - new Process().nice() });
    await end(second);`,
    { within: amongOwnPids },
  );
  expect(told).toMatchObject({ status: 'sleeping', nice: 0 });
  expect(told.codes).toEqual(Array(2 * names.length).fill('NO_SUCH_PROCESS'));
  expect(told.lines).toHaveLength(2 * names.length);
});

test('each mutation writes one line: when, who, what, to which and how it went', async () => {
  const child = await sleeper();
  const { id, pid } = new Process(child.pid);
  const { lines } = await mutate(
    'a: setNice(id: $id, value: 3) { done } b: setNice(id: $id, value: 99) { done } c: kill(id: $id) { done } d: kill(id: "x") { done }',
    { id },
  );
  const start_ = '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z 192\\.0\\.2\\.1 ';
  const target = `of process ${pid} "sleep" \\(${id}\\)`;
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`${start_}setNice {"value":3} ${target}: done$`)),
    expect.stringMatching(new RegExp(`${start_}setNice {"value":99} ${target}: RangeError: value must be .*$`)),
    expect.stringMatching(new RegExp(`${start_}kill ${target}: done$`)),
    expect.stringMatching(new RegExp(`${start_}kill of "x": TypeError: not a process id: "x"$`)),
  ]);
});

test('no name and no id forges a line or steers a terminal', async () => {
  const name = '\u001b[2J"): ok\u202ex';
  const pid = await start(program(`${folder()}/${name}`));
  const named = await mutate('setNice(id: $id, value: 1) { done }', { id: new Process(pid).id });
  const asked = await mutate('kill(id: $id) { done }', { id: `a\n2026 kill\u001b[2J\u2028${'x'.repeat(10_000)}` });
  expect(named.lines[0]).toContain(`process ${pid} "\\u001b[2J\\"): ok\\u202ex" (`);
  for (const { lines } of [named, asked]) {
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
  expect(asked.lines[0]?.length).toBeLessThan(25_000);
});
