import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { netConnections } from '@psutil/net';
import { expect, onTestFinished, test } from 'vitest';
import { folder } from '../support/executable.ts';
import { ask } from '../support/graph.ts';

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

/** A pair of connected sockets of this program; gives the port that one listens on. */
async function pair(): Promise<number> {
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

test('connections lead to their processes, and are chosen by a filter', async () => {
  const port = await pair();
  const { data, errors } = await ask<{ connections: Page }>(
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
] as const)('of a pair, %j chooses %d', async ([wanted, count]) => {
  const port = await pair();
  const named = Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [name, [value === 'port' ? port : value]]),
  );
  const filter = { pid: [process.pid], ...named };
  const query = 'query ($filter: ConnectionFilter) { connections(filter: $filter) { totalCount } }';
  const { data } = await ask<{ connections: Page }>(query, { filter });
  expect(data?.connections.totalCount).toBe(count);
});

test('pages of connections follow each other, each socket once, and are what netConnections lists', async () => {
  for (let count = 0; count < 6; count++) await pair();
  const query = `query ($after: String) { connections(first: 5, after: $after, orderBy: { field: LOCAL_PORT, direction: DESC }) {
    edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
  const seen: Socket[] = [];
  let page: Page | undefined;
  do {
    const answer: { data: { connections: Page } | null } = await ask(query, { after: page?.pageInfo.endCursor });
    page = answer.data?.connections as Page;
    seen.push(...page.edges.map(({ node }) => node));
  } while (page.pageInfo.hasNextPage && seen.length < 5000);
  const ports = seen.map(({ laddr }) => laddr?.port ?? -1);
  expect(ports).toEqual([...ports].sort((a, b) => b - a));
  const mine = (list: readonly { pid: number | null; fd: number | null }[]) =>
    list
      .filter(({ pid }) => pid === process.pid)
      .map(({ fd }) => fd)
      .sort();
  expect(mine(seen)).toEqual(mine(netConnections()));
});

test.for(['after: "x"', 'first: -1', 'first: 5001'])('connections(%s) is an input error', async (args) => {
  const { errors } = await ask(`{ connections(${args}) { totalCount } }`);
  expect(errors).toMatchObject([{ path: ['connections'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a cursor of another list or order is an input error', async () => {
  const { data } = await ask<{ processes: Page }>('{ processes(first: 1) { edges { cursor } } }');
  const after = data?.processes.edges[0]?.cursor;
  const query = 'query ($after: String) { processes(after: $after, orderBy: { field: NAME }) { totalCount } }';
  expect((await ask(query, { after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const others = 'query ($after: String) { connections(after: $after, orderBy: { field: STATUS }) { totalCount } }';
  expect((await ask(others, { after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a process has its sockets of each kind that is asked', async () => {
  await pair();
  const path = `${folder()}/socket`;
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { data } = await ask<{ process: Record<string, Socket[]> }>(`{ process(pid: ${process.pid}) {
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

test('an interface has the sockets at its addresses', async () => {
  const port = await pair();
  interface Nics {
    readonly net: { readonly nics: readonly { readonly name: string; readonly connections: readonly Socket[] }[] };
  }
  const { data } = await ask<Nics>(`{ net { nics { name connections(kind: TCP4) { ${fields} } } } }`);
  const ports = new Map(
    data?.net.nics.map(({ name, connections }) => [name, connections.map(({ laddr }) => laddr?.port)]),
  );
  expect(ports.get('lo')).toContain(port);
  for (const [name, others] of ports) if (name !== 'lo') expect(others).not.toContain(port);
});
