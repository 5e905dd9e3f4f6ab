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
  readonly status: string | null;
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
const nodes = `edges { node { ${fields} } }`;

test('sockets returns the sockets that match a filter, with their processes', async (context) => {
  needsSupport(context, 'netConnections');
  const port = await openPair();
  const { data, errors } = await runQuery<{ sockets: Page }>(
    `query ($filter: SocketFilter) { sockets(kind: TCP, filter: $filter) { totalCount edges { node { ${fields} } } } }`,
    { filter: { localPort: [port], status: ['LISTEN'] } },
  );
  expect(errors).toBeUndefined();
  expect(data?.sockets.totalCount).toBe(1);
  expect(data?.sockets.edges[0]?.node).toMatchObject({
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
  const query = 'query ($filter: SocketFilter) { sockets(filter: $filter) { totalCount } }';
  const { data } = await runQuery<{ sockets: Page }>(query, { filter });
  expect(data?.sockets.totalCount).toBe(count);
});

test('the pages of sockets hold each socket once, in order, as netConnections() lists them', async (context) => {
  needsSupport(context, 'netConnections');
  for (let count = 0; count < 6; count++) await openPair();
  const query = `query ($after: String) { sockets(first: 5, after: $after, orderBy: { field: LOCAL_PORT, direction: DESC }) {
    edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
  const seen: Socket[] = [];
  let page: Page | undefined;
  do {
    const result: { data: { sockets: Page } | null } = await runQuery(query, { after: page?.pageInfo.endCursor });
    page = result.data?.sockets as Page;
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

test.for(['after: "x"', 'first: -1', 'first: 5001'])('sockets(%s) fails with BAD_USER_INPUT', async (args, context) => {
  needsSupport(context, 'netConnections');
  const { errors } = await runQuery(`{ sockets(${args}) { totalCount } }`);
  expect(errors).toMatchObject([{ path: ['sockets'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a cursor of another list or another order fails with BAD_USER_INPUT', async (context) => {
  needsSupport(context, 'netConnections');
  const { data } = await runQuery<{ processes: Page }>('{ processes(first: 1) { edges { cursor } } }');
  const after = data?.processes.edges[0]?.cursor;
  const query = 'query ($after: String) { processes(after: $after, orderBy: { field: NAME }) { totalCount } }';
  expect((await runQuery(query, { after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const socketQuery = 'query ($after: String) { sockets(after: $after, orderBy: { field: STATUS }) { totalCount } }';
  expect((await runQuery(socketQuery, { after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('Process.sockets returns the sockets of the requested kind', async (context) => {
  context.skip(WINDOWS, 'Windows does not list Unix domain sockets');
  needsSupport(context, 'connections');
  await openPair();
  const path = `${temporaryDirectory()}/socket`;
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { data } = await runQuery<{ process: Record<string, Page> }>(`{ process(pid: ${process.pid}) {
    tcp: sockets(kind: TCP) { ${nodes} } unix: sockets(kind: UNIX) { ${nodes} }
    all: sockets(kind: ALL) { ${nodes} } udp6: sockets(kind: UDP6) { ${nodes} } } }`);
  const [tcp, unix, all, udp6] = ['tcp', 'unix', 'all', 'udp6'].map((kind) =>
    (data?.process[kind]?.edges ?? []).map(({ node }) => node),
  ) as [Socket[], Socket[], Socket[], Socket[]];
  expect(tcp.length).toBeGreaterThanOrEqual(3);
  expect(unix).toContainEqual(
    expect.objectContaining({
      path,
      status: null,
      family: 'AF_UNIX',
      process: { pid: process.pid, name: expect.any(String) },
    }),
  );
  expect(udp6).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(tcp.length + unix.length);
  for (const { pid, process: owner } of all) expect([pid, owner?.pid]).toEqual([process.pid, process.pid]);
});

test('Nic.sockets returns the sockets bound to an address of the interface', async (context) => {
  needsSupport(context, 'netConnections', 'netIfAddrs');
  const port = await openPair();
  interface Nics {
    readonly net: { readonly nics: readonly { readonly name: string; readonly sockets: Page }[] };
  }
  const { data } = await runQuery<Nics>(`{ net { nics { name sockets(kind: TCP4, first: 5000) { ${nodes} } } } }`);
  const ports = new Map(
    data?.net.nics.map(({ name, sockets }) => [name, sockets.edges.map(({ node }) => node.laddr?.port)]),
  );
  expect(ports.get(loopbackName)).toContain(port);
  for (const [name, others] of ports) if (name !== loopbackName) expect(others).not.toContain(port);
});
