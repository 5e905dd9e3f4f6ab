import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { WINDOWS } from '@psutil/native';
import type { Connection } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { forms } from '../support/forms.ts';
import { needsSupport, skipWine } from '../support/run.ts';

test.for(forms)(
  '%s: connections() returns the rows of netConnections() that belong to the process',
  async ([_, { Process }], context) => {
    needsSupport(context, 'netConnections', 'Process.connections');
    skipWine(context, 'reports no owner of a TCP socket');
    const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { netConnections } = await import('@psutil/net');
    for (const kind of ['all', 'inet', 'tcp4', 'udp', 'unix'] as const) {
      const rows = (list: readonly Connection[]) => list.map((row) => JSON.stringify(row)).sort();
      const before = rows(netConnections({ kind }).filter(({ pid }) => pid === process.pid));
      const actual = rows(await new Process().connections({ kind }));
      const after = rows(netConnections({ kind }).filter(({ pid }) => pid === process.pid));
      if (JSON.stringify(before) === JSON.stringify(after)) expect(actual).toEqual(before);
    }
    const { port } = server.address() as { port: number };
    const [listener] = (await new Process().connections({ kind: 'tcp4' })).filter(
      ({ laddr }) => typeof laddr === 'object' && laddr.port === port,
    );
    expect(listener).toMatchObject({ status: 'LISTEN', fd: WINDOWS ? null : expect.any(Number), pid: process.pid });
  },
);

test.for(forms)(
  '%s: a UDP socket is one of the connections of the process that has it open',
  async ([_, { Process, processIter }], context) => {
    needsSupport(context, 'Process.connections');
    const socket = createSocket('udp4');
    onTestFinished(() => void socket.close());
    await once(socket.bind(0, '127.0.0.1'), 'listening');
    const isSocket = ({ laddr }: Connection) => typeof laddr === 'object' && laddr?.port === socket.address().port;
    const expected = { family: 'AF_INET', type: 'SOCK_DGRAM', raddr: null, status: 'NONE', pid: process.pid };
    const own = (await new Process().connections({ kind: 'udp4' })).filter(isSocket);
    expect(own).toMatchObject([expected]);
    expect((await new Process().connections({ kind: 'tcp' })).filter(isSocket)).toEqual([]);
    const owners = [];
    for await (const { pid, info } of processIter({ attrs: ['connections'] })) {
      if (info.connections?.some(isSocket)) owners.push(pid);
    }
    expect(owners).toEqual([process.pid]);
  },
);
