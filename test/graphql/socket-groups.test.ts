import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { needsSupport, runQuery } from '../support/graph.ts';

interface Group {
  readonly remoteIp: string | null;
  readonly port: number | null;
  readonly status: string | null;
  readonly process: { readonly pid: number; readonly name: string } | null;
  readonly count: number;
  readonly sockets: { readonly totalCount: number; readonly edges: readonly { readonly node: Socket }[] };
  readonly processes: { readonly edges: readonly { readonly node: { readonly pid: number } }[] };
}
interface Socket {
  readonly status: string | null;
  readonly laddr: { readonly port: number };
  readonly raddr: { readonly ip: string } | null;
}
interface Data {
  readonly socketGroups: {
    readonly totalCount: number;
    readonly edges: readonly { readonly cursor: string; readonly node: Group }[];
  };
}

/** Opens a listening TCP socket of this process and connections to it; returns its port. */
async function listenWith(count: number, address: string): Promise<number> {
  const server = createServer().listen(0, address);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (let index = 0; index < count; index += 1) {
    const client = connect(port, address);
    const [accepted] = await once(server, 'connection');
    onTestFinished(() => {
      client.destroy();
      accepted.destroy();
    });
  }
  return port;
}

const selection = `remoteIp port status process { pid name } count
  sockets(orderBy: { field: LOCAL_PORT }) { totalCount edges { node { status laddr { port } raddr { ip } } } }
  processes { edges { node { pid } } }`;

/** Returns the groups of the sockets of this process. */
async function groupsBy(by: string, filter: object = {}, kind = 'TCP'): Promise<readonly Group[]> {
  const { data, errors } = await runQuery<Data>(
    `query ($filter: SocketFilter) { socketGroups(by: ${by}, kind: ${kind}, filter: $filter, first: 1000) { totalCount edges { node { ${selection} } } } }`,
    { filter: { pid: [process.pid], ...filter } },
  );
  expect(errors).toBeUndefined();
  const { totalCount, edges = [] } = data?.socketGroups ?? {};
  expect(edges).toHaveLength(totalCount ?? -1);
  for (const { node } of edges) {
    expect(node.sockets.totalCount).toBe(node.count);
    expect(node.processes.edges).toEqual([{ node: { pid: process.pid } }]);
  }
  const counts = edges.map(({ node }) => node.count);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  return edges.map(({ node }) => node);
}

test('sockets grouped by listening port are those that listen', async (context) => {
  needsSupport(context, 'netConnections');
  const port = await listenWith(2, '127.0.0.1');
  const udp = createSocket('udp4').bind(0, '127.0.0.1');
  onTestFinished(() => void udp.close());
  await once(udp, 'listening');
  const found = (await groupsBy('LISTENING_PORT', {}, 'INET')).filter((group) =>
    [port, udp.address().port].includes(group.port ?? 0),
  );
  expect(found.map((group) => [group.port, group.count])).toHaveLength(2);
  const listening = found.find((group) => group.port === port);
  expect(listening).toMatchObject({ count: 1, remoteIp: null, status: null, process: null });
  expect(listening?.sockets.edges).toMatchObject([{ node: { status: 'LISTEN', laddr: { port } } }]);
});

test('sockets grouped by local port include the accepted connections', async (context) => {
  needsSupport(context, 'netConnections');
  const port = await listenWith(2, '127.0.0.1');
  const group = (await groupsBy('LOCAL_PORT')).find((each) => each.port === port);
  expect(group?.sockets.edges.map(({ node }) => node.status).sort()).toEqual(['ESTABLISHED', 'ESTABLISHED', 'LISTEN']);
});

test('sockets grouped by remote address leave out those without one', async (context) => {
  needsSupport(context, 'netConnections');
  const [three, one] = [await listenWith(3, '127.0.0.77'), await listenWith(1, '127.0.0.78')];
  const groups = await groupsBy('REMOTE_IP', { localPort: [three, one] });
  expect(groups.map(({ count }) => count)).toEqual([4]);
  const clients = await groupsBy('REMOTE_IP', { remotePort: [three, one] });
  expect(clients.map(({ remoteIp, count }) => [remoteIp, count])).toEqual([
    ['127.0.0.77', 3],
    ['127.0.0.78', 1],
  ]);
});

test('sockets grouped by status and by process', async (context) => {
  needsSupport(context, 'netConnections');
  const port = await listenWith(2, '127.0.0.1');
  const byStatus = await groupsBy('STATUS', { localPort: [port] });
  expect(byStatus.map(({ status, count }) => [status, count])).toEqual([
    ['ESTABLISHED', 2],
    ['LISTEN', 1],
  ]);
  const byProcess = await groupsBy('PROCESS', { localPort: [port] });
  expect(byProcess).toMatchObject([{ process: { pid: process.pid, name: expect.any(String) }, count: 3 }]);
});

test('the pages of socketGroups continue after a cursor', async (context) => {
  needsSupport(context, 'netConnections');
  const ports = [await listenWith(1, '127.0.0.1'), await listenWith(0, '127.0.0.1')];
  const query = `query ($filter: SocketFilter, $after: String) {
    socketGroups(by: LOCAL_PORT, kind: TCP, filter: $filter, first: 1, after: $after) { totalCount edges { cursor node { port } } } }`;
  const filter = { pid: [process.pid], localPort: ports };
  const { data } = await runQuery<Data>(query, { filter });
  expect(data?.socketGroups).toMatchObject({ totalCount: 2, edges: [{ node: { port: ports[0] } }] });
  const after = data?.socketGroups.edges[0]?.cursor;
  expect((await runQuery<Data>(query, { filter, after })).data?.socketGroups.edges).toMatchObject([
    { node: { port: ports[1] } },
  ]);
});
