import { formatStatus } from '../format.ts';
import { type List, nodesOf } from '../graphql-client.ts';
import type { ProcessReference } from '../process.ts';
import { addressText, protocolOf, type Socket } from '../sockets.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { pollSection } from './section-data.ts';
import { Placeholder, ProcessLink, Text } from './text.tsx';

type OwnedSocket = Socket & { readonly process: ProcessReference | null };

type Sockets = List<OwnedSocket>;

const page =
  '{ totalCount edges { node { family type laddr { ip port } raddr { ip port } path status process { id pid name } } } }';

// Sockets in TIME_WAIT belong to no process, and a server can have tens of thousands of them.
const query = `query Sockets {
  listening: sockets(kind: TCP, first: 1000, filter: { status: [LISTEN] }) ${page}
  udp: sockets(kind: UDP, first: 1000) ${page}
  connections: sockets(kind: TCP, first: 1000, filter: {
    status: [ESTABLISHED, SYN_SENT, SYN_RECV, FIN_WAIT1, FIN_WAIT2, CLOSE_WAIT, LAST_ACK, CLOSING]
  }) ${page}
}`;

const result = pollSection<Readonly<Record<'listening' | 'udp' | 'connections', Sockets | null>>>('sockets', query, 5);

const localColumns: readonly DataColumn<OwnedSocket>[] = [
  { label: 'Port', cell: ({ laddr }) => laddr?.port ?? '', isNumber: true },
  { label: 'Protocol', cell: protocolOf },
  { label: 'Process', cell: ({ process }) => <ProcessLink process={process} /> },
  { label: 'Local address', cell: ({ laddr }) => <Text>{laddr && addressText(laddr)}</Text> },
];
const remoteColumn: DataColumn<OwnedSocket> = {
  label: 'Remote address',
  cell: ({ raddr }) => (raddr ? <Text>{addressText(raddr)}</Text> : ''),
};
const connectionColumns = [
  ...localColumns,
  remoteColumn,
  { label: 'Status', cell: ({ status }: Socket) => formatStatus(status) },
];

const compareSockets = (a: Socket, b: Socket) =>
  (a.laddr?.port ?? 0) - (b.laddr?.port ?? 0) || (a.raddr?.port ?? 0) - (b.raddr?.port ?? 0);

function SocketTable(props: {
  readonly title: string;
  readonly sockets: Sockets | null;
  readonly columns: readonly DataColumn<OwnedSocket>[];
}) {
  const { title, sockets, columns } = props;
  if (!sockets?.totalCount) return null;
  return (
    <DataTable
      title={title}
      columns={columns}
      items={nodesOf(sockets).toSorted(compareSockets)}
      itemKey={(_, index) => index}
      total={sockets.totalCount}
    />
  );
}

/** The listening TCP sockets, the UDP sockets and the TCP connections of the machine. */
export function SocketsSection() {
  const { data, failure } = result.value;
  if (!data) return <Placeholder failure={failure} />;
  return (
    <>
      <SocketTable title="Listening" sockets={data.listening} columns={localColumns} />
      <SocketTable title="UDP" sockets={data.udp} columns={[...localColumns, remoteColumn]} />
      <SocketTable title="Connections" sockets={data.connections} columns={connectionColumns} />
    </>
  );
}
