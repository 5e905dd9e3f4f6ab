import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { WINDOWS } from '@psutil/native';
import { netConnections } from '@psutil/net';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { loopbackName } from '../support/http.ts';

interface Socket {
  readonly fd: number | null;
  readonly family: string;
  readonly status: string;
  readonly pid: number | null;
  readonly path: string | null;
  readonly laddr: { readonly ip: string; readonly port: number } | null;
  readonly raddr: { readonly ip: string; readonly port: number } | null;
  readonly process: { readonly pid: number; readonly name: string } | null;
}
interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Socket }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Opens a pair of connected TCP sockets in this process; returns the port of the listening socket. */
async function openPair(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  const [accepted] = await once(server, 'connection');
  onTestFinished(() => {
    client.destroy();
    accepted.destroy();
  });
  return port;
}

const fields = 'fd family status pid path laddr { ip port } raddr { ip port } process { pid name }';

test('connections returns the sockets that match a filter, with their processes', async (context) => {
  needsSupport(context, 'netConnections');
  const port = await openPair();
  const { data, errors } = await runQuery<{ connections: Page }>(
    `query ($filter: ConnectionFilter) { connections(kind: TCP, filter: $filter) { totalCount edges { node { ${fields} } } } }`,
    { filter: { localPort: [port], status: ['LISTEN'] } },
  );
  expect(errors).toBeUndefined();
  expect(data?.connections.totalCount).toBe(1);
  expect(data?.connections.edges[0]?.node).toMatchObject({
    family: 'AF_INET',
    status: 'LISTEN',
    laddr: { ip: '127.0.0.1', port },
    raddr: null,
    pid: process.pid,
    process: { pid: process.pid, name: expect.any(String) },
  });
});

test.for([
  [{ remotePort: 'port' }, 1],
  [{ localPort: 'port', remoteIp: '127.0.0.1' }, 1],
  [{ localPort: 'port' }, 2],
  [{ localPort: 'port', localIp: '127.0.0.2' }, 0],
  [{ localPort: 'port', pid: 1 }, 0],
] as const)('the filter %j matches %d of the sockets of a pair', async ([template, count], context) => {
  needsSupport(context, 'netConnections');
  const port = await openPair();
  const lists = Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, [value === 'port' ? port : value]]),
  );
  const filter = { pid: [process.pid], ...lists };
  const query = 'query ($filter: ConnectionFilter) { connections(filter: $filter) { totalCount } }';
  const { data } = await runQuery<{ connections: Page }>(query, { filter });
  expect(data?.connections.totalCount).toBe(count);
});

test('the pages of connections hold each socket once, in order, as netConnections() lists them', async (context) => {
  needsSupport(context, 'netConnections');
  for (let count = 0; count < 6; count++) await openPair();
  const query = `query ($after: String) { connections(first: 5, after: $after, orderBy: { field: LOCAL_PORT, direction: DESC }) {
    edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
  const seen: Socket[] = [];
  let page: Page | undefined;
  do {
    const result: { data: { connections: Page } | null } = await runQuery(query, { after: page?.pageInfo.endCursor });
    page = result.data?.connections as Page;
    seen.push(...page.edges.map(({ node }) => node));
  } while (page.pageInfo.hasNextPage && seen.length < 5000);
  const ports = seen.map(({ laddr }) => laddr?.port ?? -1);
  expect(ports).toEqual([...ports].sort((a, b) => b - a));
  const ownFds = (list: readonly { pid: number | null; fd: number | null }[]) =>
    list
      .filter(({ pid }) => pid === process.pid)
      .map(({ fd }) => fd)
      .sort();
  expect(ownFds(seen)).toEqual(ownFds(netConnections()));
});

test.for(['after: "x"', 'first: -1', 'first: 5001'])(
  'connections(%s) fails with BAD_USER_INPUT',
  async (args, context) => {
    needsSupport(context, 'netConnections');
    const { errors } = await runQuery(`{ connections(${args}) { totalCount } }`);
    expect(errors).toMatchObject([{ path: ['connections'], extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

test('a cursor of another list or another order fails with BAD_USER_INPUT', async (context) => {
  needsSupport(context, 'netConnections');
  const { data } = await runQuery<{ processes: Page }>('{ processes(first: 1) { edges { cursor } } }');
  const after = data?.processes.edges[0]?.cursor;
  const query = 'query ($after: String) { processes(after: $after, orderBy: { field: NAME }) { totalCount } }';
  expect((await runQuery(query, { after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const socketQuery =
    'query ($after: String) { connections(after: $after, orderBy: { field: STATUS }) { totalCount } }';
  expect((await runQuery(socketQuery, { after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('Process.connections returns the sockets of the requested kind', async (context) => {
  context.skip(WINDOWS, 'Windows does not list Unix domain sockets');
  needsSupport(context, 'connections');
  await openPair();
  const path = `${temporaryDirectory()}/socket`;
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { data } = await runQuery<{ process: Record<string, Socket[]> }>(`{ process(pid: ${process.pid}) {
    tcp: connections(kind: TCP) { ${fields} } unix: connections(kind: UNIX) { ${fields} }
    all: connections(kind: ALL) { ${fields} } udp6: connections(kind: UDP6) { ${fields} } } }`);
  const { tcp = [], unix = [], all = [], udp6 = [] } = data?.process ?? {};
  expect(tcp.length).toBeGreaterThanOrEqual(3);
  expect(unix).toContainEqual(
    expect.objectContaining({ path, family: 'AF_UNIX', process: { pid: process.pid, name: expect.any(String) } }),
  );
  expect(udp6).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(tcp.length + unix.length);
  for (const { pid, process: owner } of all) expect([pid, owner?.pid]).toEqual([process.pid, process.pid]);
});

test('Nic.connections returns the sockets bound to an address of the interface', async (context) => {
  needsSupport(context, 'netConnections', 'netIfAddrs');
  const port = await openPair();
  interface Nics {
    readonly net: { readonly nics: readonly { readonly name: string; readonly connections: readonly Socket[] }[] };
  }
  const { data } = await runQuery<Nics>(`{ net { nics { name connections(kind: TCP4) { ${fields} } } } }`);
  const ports = new Map(
    data?.net.nics.map(({ name, connections }) => [name, connections.map(({ laddr }) => laddr?.port)]),
  );
  expect(ports.get(loopbackName)).toContain(port);
  for (const [name, others] of ports) if (name !== loopbackName) expect(others).not.toContain(port);
});
