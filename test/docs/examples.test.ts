import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cpuCount, LINUX, users, virtualMemory } from '@psutil/psutil';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { expectNear } from '../support/bracket.ts';
import { sleeper } from '../support/children.ts';
import { hostWith } from '../support/host-with.ts';
import { needs, root, tool } from '../support/run.ts';

const folder = join(root, 'docs/examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.js'));

/** What an example prints. */
function output(name: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): string {
  const options = {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, LC_ALL: 'C', ...env },
  } as const;
  return execFileSync(process.execPath, [join(folder, name), ...args], options);
}

/** The words of the lines of a table. */
const words = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

/** Text as it is hidden in names and arguments: it would clear the screen and turn what follows around. */
const hostile = 'a\u001b[2J\u202eb\nc';
const shownHostile = 'a\\x1b[2J\\u{202e}b\\x0ac';
const forever = ['-e', 'setTimeout(() => {}, 1e8)'];

/** The pids that were there all along, from before an action until after it. */
function lasting<T>(action: () => T): { readonly pids: readonly string[]; readonly result: T } {
  const read = () => words(tool('ps', '-e', '-o', 'pid=')).flat();
  const before = read();
  const result = action();
  const after = new Set(read());
  return { pids: before.filter((pid) => after.has(pid)), result };
}

type Check = (context: TestContext) => void | Promise<void>;

const free: Record<string, Check> = {
  'shows the figures of free': async (context) => {
    needs(context, 'free');
    const row = (text: string, title: string) =>
      words(text)
        .find(([first]) => first === title)
        ?.slice(1)
        .map(Number) ?? [];
    const theirs = (title: string, column: number) => row(tool('free', '-b'), title)[column] as number;
    const ours = (title: string, column: number) => row(output('free.js'), title)[column] as number;
    expect(ours('Mem:', 0)).toBe(theirs('Mem:', 0));
    expect(ours('Swap:', 0)).toBe(theirs('Swap:', 0));
    for (const column of [2, 4, 5]) {
      await expectNear(
        () => theirs('Mem:', column),
        () => ours('Mem:', column),
        { share: 0.1, floor: 2 ** 28 },
      );
    }
  },
  'shows what is not available as used': () => {
    const [total = 0, used = 0, , , , available = 0] = (words(output('free.js'))[1] ?? []).slice(1).map(Number);
    expect(used).toBe(total - available);
  },
  'shows the units of free -h': (context) => {
    needs(context, 'free');
    const [, memory = [], swap = []] = words(output('free.js', ['-h']));
    expect(memory[1]).toBe(words(tool('free', '-h'))[1]?.[1]);
    for (const cell of [...memory.slice(1), ...swap.slice(1)])
      expect(cell).toMatch(/^\d{1,3}(\.\d)?(B|Ki|Mi|Gi|Ti|Pi)$/);
  },
};

const line =
  /^\d\d:\d\d:\d\d up (?:(?<days>\d+) days?, )?(?:(?<hours>\d+):(?<rest>\d\d)|(?<minutes>\d+) min), (?<sessions>\d+) users?, load average: (?<load>\d+\.\d\d), \d+\.\d\d, \d+\.\d\d\n$/;

const uptime: Record<string, Check> = {
  'shows the time since boot, the sessions and the load': () => {
    const shown = line.exec(output('uptime.js'))?.groups ?? {};
    const number = (name: string) => Number(shown[name] ?? 0);
    const minutes = (number('days') * 24 + number('hours')) * 60 + number('rest') + number('minutes');
    const really = Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) / 60;
    expect(Math.abs(minutes - really)).toBeLessThan(2);
    expect(number('sessions')).toBe(users().length);
    expect(Math.abs(number('load') - Number.parseFloat(readFileSync('/proc/loadavg', 'utf8')))).toBeLessThan(2);
  },
};

/** A record of utmp(5), as x86-64 has it. */
function utmp(user: string, terminal: string, from: string, seconds: number): Buffer {
  const record = Buffer.alloc(384);
  record.writeInt16LE(7, 0); // USER_PROCESS
  record.writeInt32LE(process.pid, 4);
  record.write(terminal, 8);
  record.write(user, 44);
  record.write(from, 76);
  record.writeInt32LE(seconds, 340);
  return record;
}

const who: Record<string, Check> = {
  'shows the lines of who': (context) => {
    needs(context, 'who');
    context.skip(process.arch !== 'x64', 'the records of utmp are written as x64 has them');
    const records = [utmp('alice', 'pts/0', '192.0.2.7', 1_700_000_000), utmp('bob', 'tty1', '', 1_600_000_000)];
    const { run } = hostWith({ 'run/utmp': Buffer.concat(records) });
    // In this locale `who` writes the date in words.
    const withoutDate = (text: string) =>
      words(text).map((row) => row.filter((word) => !/^([A-Z][a-z]{2}|\d+(-\d\d)*)$/.test(word)));
    expect(withoutDate(output('who.js', [], { HOST_RUN: run }))).toEqual(withoutDate(tool('who', `${run}/utmp`)));
  },
  'shows hostile names without their effect': () => {
    const session = 'USER=eve\u001b[2J\nTTY=pts/1\nREMOTE_HOST=\u202etsoh\nCLASS=user\nREALTIME=1700000000000000\n';
    const { run } = hostWith({ 'run/systemd/sessions/1': session });
    const [name, terminal, date, , from] = words(output('who.js', [], { HOST_RUN: run }))[0] ?? [];
    const day = new Date(1_700_000_000_000).toLocaleDateString('sv'); // as ISO 8601 has it
    expect([name, terminal, date, from]).toEqual(['eve\\x1b[2J', 'pts/1', day, '(\\u{202e}tsoh)']);
  },
};

const nproc: Record<string, Check> = {
  'shows the number of CPUs online': (context) => {
    needs(context, 'getconf', '_NPROCESSORS_ONLN');
    expect(output('nproc.js')).toBe(tool('getconf', '_NPROCESSORS_ONLN'));
  },
  'shows the number of cores': () => {
    expect(output('nproc.js', ['--cores'])).toBe(`${cpuCount({ logical: false }) ?? 'unknown'}\n`);
  },
};

const ps: Record<string, Check> = {
  'shows a process as ps does, and its arguments without their effect': async (context) => {
    needs(context, 'ps');
    const { pid } = await sleeper(process.execPath, ...forever, hostile);
    const shown = output('ps.js');
    const [user, , , , vsz, rss, , , , ...command] = words(shown).find((row) => row[1] === String(pid)) ?? [];
    const [theirUser, theirVsz, theirRss] = words(tool('ps', '-o', 'user:32=,vsz=,rss=', '-p', String(pid)))[0] ?? [];
    expect(user).toBe(theirUser);
    expect(Math.abs(Number(vsz) / Number(theirVsz) - 1)).toBeLessThan(0.2);
    expect(Math.abs(Number(rss) / Number(theirRss) - 1)).toBeLessThan(0.2);
    expect(command.join(' ')).toBe([process.execPath, ...forever, shownHostile].join(' '));
    expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  },
  'shows every process that ps shows': (context) => {
    needs(context, 'ps');
    const { pids, result } = lasting(() => new Set(words(output('ps.js')).map((row) => row[1])));
    expect(pids.filter((pid) => !result.has(pid))).toEqual([]);
  },
};

/** The lines of a tree: how deep each stands, and its pid. */
const branches = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((each) => ({ depth: each.search(/[^ │├└─]/), pid: /\((\d+)\)$/.exec(each)?.[1] }));

const pstree: Record<string, Check> = {
  'shows a child below its parent': async () => {
    const child = await sleeper();
    const lines = branches(output('pstree.js'));
    const at = lines.findIndex(({ pid }) => pid === String(child.pid));
    const depth = lines[at]?.depth ?? 0;
    const parent = lines.slice(0, at).findLast((each) => each.depth < depth);
    expect(parent).toEqual({ depth: depth - 2, pid: String(process.pid) });
  },
  'shows every process once': (context) => {
    needs(context, 'ps');
    const { pids, result } = lasting(() => branches(output('pstree.js')).map(({ pid }) => pid));
    expect(pids.filter((pid) => !result.includes(pid))).toEqual([]);
    expect(new Set(result).size).toBe(result.length);
  },
};

const pidof: Record<string, Check> = {
  'shows the pids that pidof shows': async (context) => {
    needs(context, 'sh', '-c', 'command -v pidof');
    const place = mkdtempSync(join(tmpdir(), 'psutil-'));
    onTestFinished(() => rmSync(place, { recursive: true }));
    const program = join(place, `a-long-name-of-a-program-${process.pid}`);
    symlinkSync(process.execPath, program);
    const pids = [await sleeper(program, ...forever), await sleeper(program, ...forever)].map(({ pid }) => pid);
    const shown = output('pidof.js', [basename(program)]);
    expect(shown).toBe(`${pids.sort((a, b) => b - a).join(' ')}\n`);
    expect(words(shown).flat().sort()).toEqual(
      words(tool('pidof', basename(program)))
        .flat()
        .sort(),
    );
  },
  'fails where there is none': () => {
    const { status, stdout } = spawnSync(process.execPath, [join(folder, 'pidof.js'), 'no such program'], {
      cwd: root,
    });
    expect([status, stdout.toString()]).toEqual([1, '']);
  },
};

const top: Record<string, Check> = {
  'shows a busy process among the first, and the load that it makes': async () => {
    const { pid } = await sleeper(process.execPath, '-e', 'for (;;);');
    const shown = output('top.js');
    const [, user, percent] = words(shown).find(([first]) => first === String(pid)) ?? [];
    expect(user).toBeDefined();
    expect(Number(percent)).toBeGreaterThan(5);
    expect(Number(/^CPU: (\S+) %/m.exec(shown)?.[1])).toBeGreaterThan(0);
    expect(shown).toContain(`of ${(virtualMemory().total / 2 ** 20).toFixed(1)} MiB`);
  },
};

const query: Record<string, Check> = {
  'shows what the library says': () => {
    const { data } = JSON.parse(output('query.js'));
    expect(data.memory.total).toBe(virtualMemory().total);
    expect(data.processes.edges).toHaveLength(3);
    expect(JSON.parse(output('query.js', ['{ cpu { count } }']))).toEqual({ data: { cpu: { count: cpuCount() } } });
  },
  'fails where the query does': () => {
    const { status, stdout } = spawnSync(process.execPath, [join(folder, 'query.js'), '{ nothing }'], { cwd: root });
    expect(status).toBe(1);
    expect(JSON.parse(stdout.toString()).errors[0].message).toContain('nothing');
  },
};

const df: Record<string, Check> = {
  'shows the rows of df': (context) => {
    needs(context, 'df');
    const rows = (text: string) => new Map(words(text).map((row) => [row.at(-1), row]));
    const ours = rows(output('df.js'));
    for (const [mountpoint, row] of rows(tool('df', '-k', '--local'))) {
      if (mountpoint === 'on') continue;
      const [device, total, used, available] = ours.get(mountpoint) ?? [];
      expect([device, total]).toEqual(row.slice(0, 2));
      expect(Math.abs(Number(used) - Number(row[2]))).toBeLessThan(2 ** 20);
      expect(Math.abs(Number(available) - Number(row[3]))).toBeLessThan(2 ** 20);
    }
  },
};

const iostat: Record<string, Check> = {
  'shows every disk that has done something': () => {
    const rows = words(output('iostat.js', ['0.2']));
    expect(rows[0]).toEqual(['Device', 'tps', 'kB_read/s', 'kB_wrtn/s', '%util']);
    const active = words(readFileSync('/proc/diskstats', 'utf8')).filter((row) => Number(row[3]) > 0);
    expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(active.map((row) => row[2])));
    for (const row of rows.slice(1)) for (const cell of row.slice(1)) expect(cell).toMatch(/^\d+\.\d\d$/);
  },
};

const ifconfig: Record<string, Check> = {
  'shows the interfaces, addresses and flags of ifconfig': (context) => {
    needs(context, 'ifconfig', '--version');
    const told = (text: string) =>
      text
        .match(/^[^\s:]+(?=:)|mtu \d+|inet6? \S+|netmask \S+|broadcast \S+|ether \S+/gm)
        ?.map(String)
        .sort();
    expect(told(output('ifconfig.js'))).toEqual(told(tool('ifconfig', '-a')));
  },
};

const nettop: Record<string, Check> = {
  'shows every interface': () => {
    const rows = words(output('nettop.js', ['0.2']));
    expect(rows[0]).toEqual(['Interface', 'sent/s', 'received/s', 'packets/s']);
    const names = readFileSync('/proc/net/dev', 'utf8').match(/\S+(?=:)/g) as string[];
    expect(rows.slice(1).map(([name]) => name)).toEqual([...names, 'total']);
  },
};

const netstat: Record<string, Check> = {
  'shows the listening sockets of this program': async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const row = words(output('netstat.js')).find(([, local]) => local === `127.0.0.1:${port}`);
    expect(row?.slice(0, 4)).toEqual(['tcp', `127.0.0.1:${port}`, '*', 'LISTEN']);
    expect(row?.[4]).toMatch(new RegExp(`^${process.pid}/`));
  },
};

const sensors: Record<string, Check> = {
  'shows what the sensors of a machine say': () => {
    const { sys } = hostWith({
      'sys/class/hwmon/hwmon0/name': 'coretemp\n',
      'sys/class/hwmon/hwmon0/temp1_input': '45000\n',
      'sys/class/hwmon/hwmon0/temp1_label': 'Core 0\n',
      'sys/class/hwmon/hwmon0/temp1_max': '84000\n',
      'sys/class/hwmon/hwmon0/temp1_crit': '100000\n',
      'sys/class/hwmon/hwmon0/fan1_input': '900\n',
      'sys/class/power_supply/BAT0/type': 'Battery\n',
      'sys/class/power_supply/BAT0/capacity': '42\n',
    });
    expect(output('sensors.js', [], { HOST_SYS: sys })).toBe(
      'coretemp\n  Core 0: +45.0°C (high = +84.0°C, crit = +100.0°C)\n  fan1: 900 RPM\n\nBAT0\n  42%\n\n',
    );
  },
};

const limitsExample: Record<string, Check> = {
  'shows what a container may use': () => {
    const { proc, sys } = hostWith({
      'proc/meminfo': 'MemTotal: 16777216 kB\n',
      'proc/self/cgroup': '0::/a\n',
      'sys/fs/cgroup/a/memory.max': `${2 ** 30}\n`,
      'sys/fs/cgroup/a/memory.current': `${2 ** 29}\n`,
      'sys/fs/cgroup/a/cpu.max': '150000 100000\n',
    });
    const shown = output('limits.js', [], { HOST_PROC: proc, HOST_SYS: sys });
    expect(words(shown)).toEqual([
      ['limit', 'used'],
      ['memory', '1024.0MiB', '512.0MiB'],
      ['swap', 'none', 'unknown'],
      ['cpus', '1.5'],
      ['pids', 'none', 'unknown'],
    ]);
  },
};

const checks: Record<string, Record<string, Check>> = {
  'df.js': df,
  'free.js': free,
  'ifconfig.js': ifconfig,
  'iostat.js': iostat,
  'limits.js': limitsExample,
  'netstat.js': netstat,
  'nettop.js': nettop,
  'nproc.js': nproc,
  'pidof.js': pidof,
  'ps.js': ps,
  'pstree.js': pstree,
  'query.js': query,
  'sensors.js': sensors,
  'top.js': top,
  'uptime.js': uptime,
  'who.js': who,
};

test('every example is checked', () => {
  expect(Object.keys(checks).sort()).toEqual(examples.sort());
});

test('the types in the examples hold', () => {
  expect(() => tool(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'docs/examples')).not.toThrow();
});

for (const name of examples) {
  for (const [claim, check] of Object.entries(checks[name] ?? {})) {
    test(`${name} ${claim}`, (context) => {
      context.skip(!LINUX, 'the examples are compared with what Linux says');
      return check(context);
    });
  }
}
