import { readFileSync } from 'node:fs';
import { cpuCount, users, virtualMemory } from '@psutil/psutil';
import { expect } from 'vitest';
import { expectNear } from '../../support/bracket.ts';
import { type Checks, ending, output, words } from '../../support/examples.ts';
import { hostWith } from '../../support/host-with.ts';
import { needs, tool } from '../../support/run.ts';

const free: Checks = {
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

const uptime: Checks = {
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

const who: Checks = {
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

const nproc: Checks = {
  'shows the number of CPUs online': (context) => {
    needs(context, 'getconf', '_NPROCESSORS_ONLN');
    expect(output('nproc.js')).toBe(tool('getconf', '_NPROCESSORS_ONLN'));
  },
  'shows the number of cores': () => {
    expect(output('nproc.js', ['--cores'])).toBe(`${cpuCount({ logical: false }) ?? 'unknown'}\n`);
  },
};

const query: Checks = {
  'shows what the library says': () => {
    const { data } = JSON.parse(output('query.js'));
    expect(data.memory.total).toBe(virtualMemory().total);
    expect(data.processes.edges).toHaveLength(3);
    expect(JSON.parse(output('query.js', ['{ cpu { count } }']))).toEqual({ data: { cpu: { count: cpuCount() } } });
  },
  'fails where the query does': () => {
    const { status, stdout } = ending('query.js', '{ nothing }');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).errors[0].message).toContain('nothing');
  },
};

const sensors: Checks = {
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

const limitsExample: Checks = {
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

/** What is checked of the examples that show the machine. */
export const machine: Readonly<Record<string, Checks>> = {
  'free.js': free,
  'limits.js': limitsExample,
  'nproc.js': nproc,
  'query.js': query,
  'sensors.js': sensors,
  'uptime.js': uptime,
  'who.js': who,
};
