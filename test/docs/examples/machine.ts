import { readFileSync } from 'node:fs';
import { cpuCount, Process, users, virtualMemory } from '@psutil/psutil';
import { expect } from 'vitest';
import { expectNear } from '../../support/bracket.ts';
import { type Checks, output, runExample, startExample, words } from '../../support/examples.ts';
import { hostWith } from '../../support/host-with.ts';
import { needs, tool } from '../../support/run.ts';

const free: Checks = {
  'prints the same values as free': async (context) => {
    needs(context, 'free');
    const row = (text: string, title: string) =>
      words(text)
        .find(([first]) => first === title)
        ?.slice(1)
        .map(Number) ?? [];
    const expected = (title: string, column: number) => row(tool('free', '-b'), title)[column] as number;
    const actual = (title: string, column: number) => row(output('free.js', ['-b']), title)[column] as number;
    expect(actual('Mem:', 0)).toBe(expected('Mem:', 0));
    expect(actual('Swap:', 0)).toBe(expected('Swap:', 0));
    for (const column of [2, 4, 5]) {
      await expectNear(
        () => expected('Mem:', column),
        () => actual('Mem:', column),
        { share: 0.1, floor: 2 ** 28 },
      );
    }
  },
  'prints total less available as used': () => {
    const [total = 0, used = 0, , , , available = 0] = (words(output('free.js'))[1] ?? []).slice(1).map(Number);
    expect(used).toBe(total - available);
  },
  'prints the same titles and totals as free in every unit': async (context) => {
    needs(context, 'free');
    // The width of the columns too, but not the amounts that change.
    const stable = (text: string) => text.replace(/^(\w+: +\S+).*/gm, '$1');
    const options = [[], ['-k'], ['-m'], ['-g'], ['-h'], ['-w'], ['-t', '-m']];
    for (const { args, stdout } of await Promise.all(
      options.map(async (args) => ({ args, ...(await startExample('free.js', ...args)) })),
    )) {
      expect([args, stable(stdout)]).toEqual([args, stable(tool('free', ...args))]);
    }
  },
  'repeats with -s and -c': () => {
    const printed = output('free.js', ['-s', '0.1', '-c', '3']);
    expect(printed.match(/^Mem:/gm)).toHaveLength(3);
  },
  'prints the same units as free -h': (context) => {
    needs(context, 'free');
    const [, memory = [], swap = []] = words(output('free.js', ['-h']));
    expect(memory[1]).toBe(words(tool('free', '-h'))[1]?.[1]);
    for (const cell of [...memory.slice(1), ...swap.slice(1)])
      expect(cell).toMatch(/^\d{1,3}(\.\d)?(B|Ki|Mi|Gi|Ti|Pi)$/);
  },
};

const line =
  /^ \d\d:\d\d:\d\d up (?:(?<days>\d+) days?, )?(?: ?(?<hours>\d+):(?<rest>\d\d)|(?<minutes>\d+) min), {1,2}(?<sessions>\d+) users?, {2}load average: (?<load>\d+\.\d\d), \d+\.\d\d, \d+\.\d\d\n$/;

const uptime: Checks = {
  'prints the same as uptime with each option': (context) => {
    needs(context, 'uptime');
    // The time, the load and the minute may change between the two.
    const stable = (text: string) =>
      text
        .replace(/^ \d\d:\d\d:\d\d/, 'time')
        .replace(/average:.*/, '')
        .replace(/:\d\d,|\d+ min\w*/, '');
    for (const args of [[], ['-p']]) expect(stable(output('uptime.js', args))).toBe(stable(tool('uptime', ...args)));
    const seconds = (text: string) => Date.parse(text.trim().replace(' ', 'T')) / 1000;
    expect(Math.abs(seconds(output('uptime.js', ['-s'])) - seconds(tool('uptime', '-s')))).toBeLessThan(2);
  },
  'prints the time since boot, the number of sessions and the load averages': () => {
    const groups = line.exec(output('uptime.js'))?.groups ?? {};
    const number = (name: string) => Number(groups[name] ?? 0);
    const minutes = (number('days') * 24 + number('hours')) * 60 + number('rest') + number('minutes');
    const expected = Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) / 60;
    expect(Math.abs(minutes - expected)).toBeLessThan(2);
    expect(number('sessions')).toBe(users().length);
    expect(Math.abs(number('load') - Number.parseFloat(readFileSync('/proc/loadavg', 'utf8')))).toBeLessThan(2);
  },
};

/** Returns a record of utmp(5) in the layout of x86-64. */
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

const who: Checks = {
  'prints the same lines as who': (context) => {
    needs(context, 'who');
    context.skip(process.arch !== 'x64', 'the records of utmp are in the layout of x86-64');
    const records = [utmp('alice', 'pts/0', '192.0.2.7', 1_700_000_000), utmp('bob', 'tty1', '', 1_600_000_000)];
    const { run } = hostWith({ 'run/utmp': Buffer.concat(records) });
    // In the C locale, `who` prints the name of the month.
    const withoutDate = (text: string) =>
      words(text).map((row) => row.filter((word) => !/^([A-Z][a-z]{2}|\d+(-\d\d)*)$/.test(word)));
    expect(withoutDate(output('who.js', [], { HOST_RUN: run }))).toEqual(withoutDate(tool('who', `${run}/utmp`)));
  },
  'prints titles, the number of users and the time of the boot': (context) => {
    needs(context, 'who');
    const { run } = hostWith({
      'run/systemd/sessions/1': 'USER=eve\nTTY=pts/1\nCLASS=user\nREALTIME=1700000000000000\n',
    });
    const env = { HOST_RUN: run };
    const [titles = []] = words(output('who.js', ['-H'], env));
    expect(titles).toEqual(words(tool('who', '-H'))[0]);
    expect(output('who.js', ['-q'], env)).toBe('eve\n# users=1\n');
    expect(output('who.js', ['-b'])).toBe(
      `         system boot  ${output('uptime.js', ['-s']).replace(/:\d\d\n$/, '\n')}`,
    );
  },
  'escapes control characters in names': () => {
    const session = 'USER=eve\u001b[2J\nTTY=pts/1\nREMOTE_HOST=\u202etsoh\nCLASS=user\nREALTIME=1700000000000000\n';
    const { run } = hostWith({ 'run/systemd/sessions/1': session });
    const [name, terminal, date, , from] = words(output('who.js', [], { HOST_RUN: run }))[0] ?? [];
    const day = new Date(1_700_000_000_000).toLocaleDateString('sv'); // in the format of ISO 8601
    expect([name, terminal, date, from]).toEqual(['eve\\x1b[2J', 'pts/1', day, '(\\u{202e}tsoh)']);
  },
};

const nproc: Checks = {
  'prints the number of online CPUs': (context) => {
    needs(context, 'nproc');
    for (const args of [[], ['--all'], ['--ignore', '1'], ['--ignore=1000']])
      expect([args, output('nproc.js', args)]).toEqual([args, tool('nproc', ...args)]);
  },
  'prints the CPUs of its affinity only': (context) => {
    needs(context, 'taskset');
    const cpu = new Process().cpuAffinity()[0] as number;
    expect(tool('taskset', '-c', String(cpu), process.execPath, 'docs/examples/nproc.js')).toBe('1\n');
  },
  'prints the number of physical cores': () => {
    expect(output('nproc.js', ['--cores'])).toBe(`${cpuCount({ logical: false }) ?? 'unknown'}\n`);
  },
};

const query: Checks = {
  'prints the same values as the library': () => {
    const { data } = JSON.parse(output('query.js'));
    expect(data.memory.total).toBe(virtualMemory().total);
    expect(data.processes.edges).toHaveLength(3);
    expect(JSON.parse(output('query.js', ['{ cpu { count } }']))).toEqual({ data: { cpu: { count: cpuCount() } } });
  },
  'fails if the query fails': () => {
    const { status, stdout } = runExample('query.js', '{ nothing }');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).errors[0].message).toContain('nothing');
  },
};

const sensors: Checks = {
  'prints temperatures, fans and batteries': () => {
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
    expect(output('sensors.js', ['-f'], { HOST_SYS: sys })).toContain('Core 0: +113.0°F (high = +183.2°F');
  },
};

const limits: Checks = {
  'prints the limits of a control group': () => {
    const { proc, sys } = hostWith({
      'proc/meminfo': 'MemTotal: 16777216 kB\n',
      'proc/self/cgroup': '0::/a\n',
      'sys/fs/cgroup/a/memory.max': `${2 ** 30}\n`,
      'sys/fs/cgroup/a/memory.current': `${2 ** 29}\n`,
      'sys/fs/cgroup/a/cpu.max': '150000 100000\n',
    });
    const printed = output('limits.js', [], { HOST_PROC: proc, HOST_SYS: sys });
    expect(words(printed)).toEqual([
      ['limit', 'used'],
      ['memory', '1024.0MiB', '512.0MiB'],
      ['swap', 'none', 'unknown'],
      ['cpus', '1.5'],
      ['pids', 'none', 'unknown'],
    ]);
  },
};

const tty: Checks = {
  'prints the same terminal as tty, and the same exit code': (context) => {
    needs(context, 'script');
    const inTerminal = (command: string) => tool('script', '-qec', command, '/dev/null');
    const example = `'${process.execPath}' docs/examples/tty.js`;
    const [name, actual, silent] = inTerminal(`tty; ${example}; ${example} -s; echo $?`).trim().split(/\s+/);
    expect(name).toMatch(/^\/dev\/pts\//);
    expect([actual, silent]).toEqual([name, '0']);
    expect(runExample('tty.js')).toEqual({ status: 1, stdout: 'not a tty\n', stderr: '' });
    expect(runExample('tty.js', '-s')).toEqual({ status: 1, stdout: '', stderr: '' });
  },
};

/** Checks of the examples about the machine. */
export const machine: Readonly<Record<string, Checks>> = {
  'free.js': free,
  'limits.js': limits,
  'nproc.js': nproc,
  'query.js': query,
  'sensors.js': sensors,
  'tty.js': tty,
  'uptime.js': uptime,
  'who.js': who,
};
