import { type Connection, netConnections } from '@psutil/net';
import { expect, test } from 'vitest';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

/** Returns the rows that are in two readings of a reference, and our rows between them. Other sockets open and close. */
function compareStable<T>(read: () => readonly T[]): { readonly rows: Set<string>; readonly ours: Set<string> } {
  const keys = (rows: readonly unknown[]) => new Set(rows.map((row) => JSON.stringify(row)));
  const before = keys(read());
  const ours = keys(netConnections({ kind: 'all' }).map(plain));
  const after = keys(read());
  return { rows: new Set([...before].filter((key) => after.has(key))), ours };
}

const plain = ({ fd, family, type, laddr, raddr, status, pid }: Connection) => {
  const end = (address: Connection['laddr'] | null) =>
    address === null || typeof address === 'string' ? address : [address.ip, address.port];
  return [fd, family, type, end(laddr), end(raddr), status, pid];
};

test('netConnections() lists every row of psutil', (context) => {
  needsPsutil(context);
  const read = () =>
    psutil<unknown[]>(
      `[[None if c.fd == -1 else c.fd, c.family.name, c.type.name, c.laddr if isinstance(c.laddr, str) else list(c.laddr), None if not c.raddr else list(c.raddr), c.status, c.pid] for c in psutil.net_connections("all") if c.laddr]`,
    );
  const { rows, ours } = compareStable(read);
  // psutil lists one of several owners of a shared socket, and an empty path if the path contains a space.
  expect([...rows].filter((row) => !ours.has(row))).toEqual([]);
});

test('netConnections() lists the listening ports of ss', (context) => {
  needs(context, 'ss', '-V');
  const read = () =>
    new Set(
      tool('ss', '-Htln')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => line.trim().split(/\s+/)[3]?.replace(/%\w+/, '')),
    );
  const before = read();
  const ours = netConnections({ kind: 'tcp' }).flatMap(({ laddr, status }) => {
    if (status !== 'LISTEN' || typeof laddr === 'string') return [];
    const ip = laddr.ip.includes(':') ? `[${laddr.ip}]` : laddr.ip;
    return [`${ip}:${laddr.port}`, ...(laddr.ip === '::' ? [`*:${laddr.port}`] : [])];
  });
  const after = read();
  expect([...before].filter((address) => after.has(address) && !ours.includes(address as string))).toEqual([]);
});
