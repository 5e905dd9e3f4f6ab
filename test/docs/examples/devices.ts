import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { type Checks, output, words } from '../../support/examples.ts';
import { needs, tool } from '../../support/run.ts';

const df: Checks = {
  'prints the same rows as df': (context) => {
    needs(context, 'df');
    const rows = (text: string) => new Map(words(text).map((row) => [row.at(-1), row]));
    const actual = rows(output('df.js'));
    for (const [mountpoint, row] of rows(tool('df', '-k', '--local'))) {
      if (mountpoint === 'on') continue;
      const [device, total, used, available] = actual.get(mountpoint) ?? [];
      expect([device, total]).toEqual(row.slice(0, 2));
      expect(Math.abs(Number(used) - Number(row[2]))).toBeLessThan(2 ** 20);
      expect(Math.abs(Number(available) - Number(row[3]))).toBeLessThan(2 ** 20);
    }
  },
};

const iostat: Checks = {
  'prints every disk with I/O since boot': () => {
    const rows = words(output('iostat.js', ['0.2']));
    expect(rows[0]).toEqual(['Device', 'tps', 'kB_read/s', 'kB_wrtn/s', '%util']);
    const active = words(readFileSync('/proc/diskstats', 'utf8')).filter((row) => Number(row[3]) > 0);
    expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(active.map((row) => row[2])));
    for (const row of rows.slice(1)) for (const cell of row.slice(1)) expect(cell).toMatch(/^\d+\.\d\d$/);
  },
};

const ifconfig: Checks = {
  'prints the same interfaces, addresses and MTUs as ifconfig': (context) => {
    needs(context, 'ifconfig', '--version');
    const details = (text: string) =>
      text
        .match(/^[^\s:]+(?=:)|mtu \d+|inet6? \S+|netmask \S+|broadcast \S+|ether \S+/gm)
        ?.map(String)
        .sort();
    expect(details(output('ifconfig.js'))).toEqual(details(tool('ifconfig', '-a')));
  },
};

const nettop: Checks = {
  'prints every interface and the total': () => {
    const rows = words(output('nettop.js', ['0.2']));
    expect(rows[0]).toEqual(['Interface', 'sent/s', 'received/s', 'packets/s']);
    const names = readFileSync('/proc/net/dev', 'utf8').match(/\S+(?=:)/g) as string[];
    expect(rows.slice(1).map(([name]) => name)).toEqual([...names, 'total']);
  },
};

const netstat: Checks = {
  'prints the listening socket of this process': async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const row = words(output('netstat.js')).find(([, local]) => local === `127.0.0.1:${port}`);
    expect(row?.slice(0, 4)).toEqual(['tcp', `127.0.0.1:${port}`, '*', 'LISTEN']);
    expect(row?.[4]).toMatch(new RegExp(`^${process.pid}/`));
  },
};

/** Checks of the examples about disks and the network. */
export const devices: Readonly<Record<string, Checks>> = {
  'df.js': df,
  'ifconfig.js': ifconfig,
  'iostat.js': iostat,
  'netstat.js': netstat,
  'nettop.js': nettop,
};
