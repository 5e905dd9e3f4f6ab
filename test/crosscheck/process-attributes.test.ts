import { openSync } from 'node:fs';
import { join } from 'node:path';
import { Popen, Process, processIter } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { killIfAny, reaches, sleeper } from '../support/children.ts';
import { folder } from '../support/executable.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

/** Splits the output of a tool into rows of words. */
const rows = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

test('processGroup, sessionId, nice, terminal and pageFaults of all processes agree with ps', (context) => {
  needs(context, 'ps');
  const ours = () =>
    new Map(
      [...processIter({ attrs: ['processGroup', 'sessionId', 'nice', 'terminal', 'pageFaults'] })].map(
        ({ pid, info }) => [pid, info],
      ),
    );
  const before = ours();
  const table = rows(tool('ps', '-e', '-o', 'pid=,pgid=,sid=,ni=,tty=,min_flt=,maj_flt='));
  const after = ours();
  let compared = 0;
  for (const [pid, group, session, nice, tty, minor, major] of table) {
    const [was, is] = [before.get(Number(pid)), after.get(Number(pid))];
    if (!was || !is || was.sessionId !== is.sessionId) continue;
    compared++;
    expect({ pid, group: is.processGroup, session: is.sessionId }).toEqual({
      pid,
      group: Number(group),
      session: Number(session),
    });
    if (nice !== '-') expect(is.nice).toBe(Number(nice));
    expect(is.terminal?.replace('/dev/', '') ?? '?').toBe(tty);
    expect(Number(minor)).toBeGreaterThanOrEqual(was.pageFaults?.minor ?? Number.NaN);
    expect(Number(minor)).toBeLessThanOrEqual(is.pageFaults?.minor ?? Number.NaN);
    expect(Number(major)).toBeGreaterThanOrEqual(was.pageFaults?.major ?? Number.NaN);
  }
  expect(compared).toBeGreaterThan(10);
});

test('terminal() equals ps for a process with a terminal', async (context) => {
  needs(context, 'ps');
  needs(context, 'script');
  const child = new Popen(['script', '--quiet', '--command', 'echo ready; sleep 1000', '/dev/null']);
  onTestFinished(() => killIfAny(child.pid));
  await expect.poll(() => child.children({ recursive: true }).some((each) => each.name() === 'sleep')).toBe(true);
  const inner = child.children({ recursive: true }).find((each) => each.name() === 'sleep') as Process;
  onTestFinished(() => killIfAny(inner.pid));
  expect(inner.terminal()).toMatch(/^\/dev\/pts\/\d+$/);
  expect(inner.terminal()).toBe(`/dev/${tool('ps', '-o', 'tty=', '-p', String(inner.pid)).trim()}`);
});

test('memoryMaps() equals pmap', async (context) => {
  needs(context, 'pmap');
  const { pid } = await sleeper();
  await reaches(pid, 'S');
  const maps = new Process(pid).memoryMaps({ grouped: false });
  const table = rows(tool('pmap', '-x', String(pid))).filter(([address]) => /^[0-9a-f]{16}$/.test(address ?? ''));
  // pmap omits the size of some mappings of the kernel.
  const ours = maps
    .filter(({ path }) => path !== '[vsyscall]')
    .map(({ addr, size, rss }) => [Number.parseInt(addr, 16), size / 1024, rss / 1024]);
  const theirs = table.map(([address = '', size, rss]) => [Number.parseInt(address, 16), Number(size), Number(rss)]);
  expect(ours).toEqual(theirs.filter(([address]) => ours.some(([own]) => own === address)));
  expect(theirs.length - ours.length).toBeLessThanOrEqual(1);
});

test('openFiles() of this process equals lsof', (context) => {
  needs(context, 'lsof', '-v');
  const directory = folder();
  for (const name of ['one', 'two and more', 'drei']) openSync(join(directory, name), 'w');
  const files = new Process().openFiles().filter(({ path }) => path.startsWith(directory));
  const fields = tool('lsof', '-a', '-p', String(process.pid), '-d', '0-99999', '-F', 'fn').split('\n');
  const theirs = fields.flatMap((field, index) =>
    field.startsWith(`n${directory}`) ? [[Number(fields[index - 1]?.slice(1)), field.slice(1)]] : [],
  );
  expect(files.map(({ fd, path }) => [fd, path])).toEqual(theirs);
});

interface Theirs {
  readonly [name: string]: unknown;
}

test('the attributes of a sleeping process equal psutil', async (context) => {
  needsPsutil(context);
  const { pid } = await sleeper('sh', '-c', 'exec 5</etc/passwd; exec sleep 1000');
  await expect.poll(() => new Process(pid).name()).toBe('sleep');
  await reaches(pid, 'S');
  const names =
    "['cwd','uids','gids','nice','ionice','io_counters','num_ctx_switches','num_fds','threads','environ','cpu_affinity','cpu_num','open_files','memory_maps','terminal']";
  const theirs = psutil<Theirs>(`psutil.Process(${pid}).as_dict(${names})`);
  const full = psutil<Record<string, number>>(`psutil.Process(${pid}).memory_full_info()._asdict()`);
  const ours = new Process(pid).asDict();
  const values = (record: object | null) => Object.values(record ?? {});
  expect({ cwd: ours.cwd, nice: ours.nice, terminal: ours.terminal, environ: ours.environ }).toEqual({
    ...{ cwd: theirs['cwd'], nice: theirs['nice'], terminal: theirs['terminal'], environ: theirs['environ'] },
  });
  expect([values(ours.uids), values(ours.gids)]).toEqual([theirs['uids'], theirs['gids']]);
  expect(values(ours.ionice)).toEqual(theirs['ionice']);
  expect(values(ours.ioCounters)).toEqual(theirs['io_counters']);
  expect(values(ours.numCtxSwitches)).toEqual(theirs['num_ctx_switches']);
  expect(ours.numFds).toBe(theirs['num_fds']);
  expect(ours.threads?.map((thread) => values(thread))).toEqual(theirs['threads']);
  expect([ours.cpuAffinity, ours.cpuNum]).toEqual([theirs['cpu_affinity'], theirs['cpu_num']]);
  expect(ours.openFiles?.map(({ path, fd, position, mode, flags }) => [path, fd, position, mode, flags])).toEqual(
    theirs['open_files'],
  );
  const byPath = new Map((theirs['memory_maps'] as unknown[][]).map(([path, rss]) => [path, rss]));
  expect(new Map(ours.memoryMaps?.map(({ path, rss }) => [path, rss]))).toEqual(byPath);
  const { uss = 0, pss = 0, swap, rss = 0 } = ours.memoryFullInfo ?? {};
  expect({ swap, rss }).toEqual({ swap: full['swap'], rss: full['rss'] });
  // Shared memory depends on the other processes at the moment.
  expect(Math.abs(uss - (full['uss'] ?? 0))).toBeLessThan(rss / 4);
  expect(pss).toBeGreaterThanOrEqual(uss);
  expect(pss).toBeLessThan(rss);
});

test('rlimit() equals prlimit for every resource', async (context) => {
  needs(context, 'prlimit');
  const { pid } = await sleeper();
  const process_ = new Process(pid);
  const order = [
    'CPU',
    'FSIZE',
    'DATA',
    'STACK',
    'CORE',
    'RSS',
    'NPROC',
    'NOFILE',
    'MEMLOCK',
    'AS',
    'LOCKS',
    'SIGPENDING',
    'MSGQUEUE',
    'NICE',
    'RTPRIO',
    'RTTIME',
  ];
  const table = rows(tool('prlimit', '--pid', String(pid), '--noheadings', '--raw', '--output', 'RESOURCE,SOFT,HARD'));
  const value = (word = '') => (word === 'unlimited' ? Number.POSITIVE_INFINITY : Number(word));
  for (const [name = '', soft, hard] of table)
    expect({ name, limits: process_.rlimit(order.indexOf(name)) }).toEqual({
      name,
      limits: [value(soft), value(hard)],
    });
  expect(table).toHaveLength(order.length);
});
