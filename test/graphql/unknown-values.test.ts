import { LINUX } from '@psutil/native';
import { expect, test } from 'vitest';
import { type GraphQLResult, runQuery } from '../support/graph.ts';
import { hostWith } from '../support/host-with.ts';
import { script } from '../support/run.ts';

/** Executes a query of a host with these files. */
function runWith(query: string, files: Readonly<Record<string, string>>): Promise<GraphQLResult<object>> {
  const host = hostWith(files);
  const env = Object.fromEntries(Object.entries(host).map(([name, path]) => [`HOST_${name.toUpperCase()}`, path]));
  return script(
    `const { execute } = await import('@psutil/graphql');
     print(await execute(${JSON.stringify(query)}));`,
    { env },
  );
}

const filesIn = (directory: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, `${text}\n`]));

const charge = { type: 'Battery', energy_now: '30000000', energy_full: '50000000' };

test.for([
  ['Discharging', '10000000', '0', 10_800],
  ['Discharging', '0', '0', null],
  ['Full', '0', '1', null],
] as const)(
  'secsleft of a battery with the status %s and the power %s is %j',
  async ([status, power, online, secsleft], context) => {
    context.skip(!LINUX, 'replaces files of /sys');
    const result = await runWith('{ sensors { battery { secsleft powerPlugged batteries { name secsleft } } } }', {
      ...filesIn('sys/class/power_supply/AC', { type: 'Mains', online }),
      ...filesIn('sys/class/power_supply/BAT0', { ...charge, status, power_now: power }),
    });
    const battery = { secsleft, powerPlugged: online === '1', batteries: [{ name: 'BAT0', secsleft }] };
    expect(result).toEqual({ data: { sensors: { battery } } });
  },
);

test('the unknown speed, duplex mode and labels are null', async (context) => {
  context.skip(!LINUX, 'replaces files of /sys');
  const result = await runWith(
    `{ net { nics { name stats { speed duplex } } }
       sensors { temperatures { temperatures { label current } } fans { fans { label current } } } }`,
    {
      ...filesIn('sys/class/net/eth0', {
        flags: '0x1003',
        mtu: '1500',
        speed: '1000',
        duplex: 'full',
        operstate: 'up',
      }),
      ...filesIn('sys/class/net/tun0', {
        flags: '0x1003',
        mtu: '1500',
        speed: '-1',
        duplex: 'unknown',
        operstate: 'up',
      }),
      ...filesIn('sys/class/hwmon/hwmon0', { name: 'x', temp1_input: '27800', fan1_input: '900' }),
      ...filesIn('sys/class/hwmon/hwmon1', { name: 'y', temp1_input: '27800', temp1_label: 'CPU' }),
    },
  );
  expect(result).toEqual({
    data: {
      net: {
        nics: [
          { name: 'eth0', stats: { speed: 1000, duplex: 'FULL' } },
          { name: 'tun0', stats: { speed: null, duplex: null } },
        ],
      },
      sensors: {
        temperatures: [
          { temperatures: [{ label: null, current: 27.8 }] },
          { temperatures: [{ label: 'CPU', current: 27.8 }] },
        ],
        fans: [{ fans: [{ label: null, current: 900 }] }],
      },
    },
  });
});

test('mount options are a list, in which quoted commas do not separate', async (context) => {
  context.skip(!LINUX, 'replaces files of /proc');
  const mounts = `/dev/sda2 / ext4 rw,context="u:o:t:s0:c1,c2",relatime 0 0\ntmpfs /run tmpfs rw 0 0\n`;
  const query = '{ disks { partitions(all: true) { mountpoint opts } } }';
  expect(await runWith(query, { 'proc/self/mounts': mounts, 'proc/filesystems': '\text4\n' })).toEqual({
    data: {
      disks: {
        partitions: [
          { mountpoint: '/', opts: ['rw', 'context="u:o:t:s0:c1,c2"', 'relatime'] },
          { mountpoint: '/run', opts: ['rw'] },
        ],
      },
    },
  });
});

test('ioclass is a value of IoPriorityClass, and loadAverage has named fields', async (context) => {
  context.skip(!LINUX, 'the load averages are those of a file of /proc');
  const { data } = await runQuery(`{ process(pid: ${process.pid}) { ionice { ioclass value } } }`);
  expect(data).toEqual({
    process: { ionice: { ioclass: expect.stringMatching(/^(NONE|BE)$/), value: expect.any(Number) } },
  });
  const load = await runWith('{ cpu { loadAverage { load1 load5 load15 } } }', {
    'proc/loadavg': '0.47 12.05 3.00 1/2 3\n',
  });
  expect(load).toEqual({ data: { cpu: { loadAverage: { load1: 0.47, load5: 12.05, load15: 3 } } } });
});
