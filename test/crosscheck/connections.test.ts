import { type Connection, netConnections } from '@psutil/net';
import { expect, test } from 'vitest';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

/** The rows that two readings agree on, as others come and go. */
function lasting<T>(read: () => readonly T[]): { readonly rows: Set<string>; readonly between: Set<string> } {
  const keys = (rows: readonly unknown[]) => new Set(rows.map((row) => JSON.stringify(row)));
  const before = keys(read());
  const between = keys(netConnections({ kind: 'all' }).map(plain));
  const after = keys(read());
  return { rows: new Set([...before].filter((key) => after.has(key))), between };
}

const plain = ({ fd, family, type, laddr, raddr, status, pid }: Connection) => {
  const end = (address: Connection['laddr'] | null) =>
    address === null || typeof address === 'string' ? address : [address.ip, address.port];
  return [fd, family, type, end(laddr), end(raddr), status, pid];
};

test('netConnections has every row of psutil', (context) => {
  needsPsutil(context);
  const read = () =>
    psutil<unknown[]>(
      `[[None if c.fd == -1 else c.fd, c.family.name, c.type.name, c.laddr if isinstance(c.laddr, str) else list(c.laddr), None if not c.raddr else list(c.raddr), c.status, c.pid] for c in psutil.net_connections("all") if c.laddr]`,
    );
  const { rows, between } = lasting(read);
  // Its rows of shared sockets name one owner of several; a path with a space is empty there.
  expect([...rows].filter((row) => !between.has(row))).toEqual([]);
});

test('netConnections has the listening ports of ss', (context) => {
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
