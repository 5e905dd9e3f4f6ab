import { once } from 'node:events';
import { createServer } from 'node:net';
import { WINDOWS } from '@psutil/native';
import type { Connection } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { forms } from '../support/forms.ts';
import { needsSupport } from '../support/run.ts';

test.for(forms)(
  '%s: connections() returns the rows of netConnections() that belong to the process',
  async ([_, { Process }], context) => {
    needsSupport(context, 'netConnections', 'Process.connections');
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
    expect(listener).toMatchObject({ status: 'LISTEN', fd: WINDOWS ? -1 : expect.any(Number), pid: process.pid });
  },
);
