import { formatIfKnown, formatInteger, formatRate } from '../format.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { type NicRates, nicRates } from './rates.ts';
import { pollSection } from './section-data.ts';
import { Placeholder, Text } from './text.tsx';

interface NicState {
  readonly name: string;
  readonly stats: {
    readonly isup: boolean;
    readonly duplex: string | null;
    readonly speed: number | null;
    readonly mtu: number;
  };
  readonly addresses: readonly { readonly family: string; readonly address: string }[] | null;
}

const query = `query Network {
  net { nics { name stats { isup duplex speed mtu } addresses { family address } } }
}`;

const result = pollSection<{ readonly net: { readonly nics: readonly NicState[] | null } | null }>(
  'network',
  query,
  10,
);

type Nic = NicState & { readonly rates: NicRates | undefined };

function stateOf({ stats: { isup, speed, duplex } }: Nic): string {
  if (!isup) return 'down';
  return ['up', speed && `${formatInteger(speed)} Mbit/s`, duplex && `${duplex.toLowerCase()} duplex`]
    .filter(Boolean)
    .join(', ');
}

const addressesOf = ({ addresses }: Nic) =>
  (addresses ?? [])
    .filter(({ family }) => family !== 'AF_LINK')
    .map(({ address }) => address)
    .join(', ');

const countOf = (...values: (number | undefined)[]) =>
  values.some((value) => value === undefined) ? '' : values.reduce((a = 0, b = 0) => a + b, 0)?.toFixed(1);

const columns: readonly DataColumn<Nic>[] = [
  { label: 'Interface', cell: ({ name }) => <Text>{name}</Text> },
  { label: 'State', cell: stateOf },
  { label: 'Receive', cell: ({ rates }) => formatIfKnown(rates?.bytesRecv, formatRate), isNumber: true },
  { label: 'Send', cell: ({ rates }) => formatIfKnown(rates?.bytesSent, formatRate), isNumber: true },
  { label: 'Packets/s', cell: ({ rates }) => countOf(rates?.packetsRecv, rates?.packetsSent), isNumber: true },
  { label: 'Errors/s', cell: ({ rates }) => countOf(rates?.errin, rates?.errout), isNumber: true },
  { label: 'Dropped/s', cell: ({ rates }) => countOf(rates?.dropin, rates?.dropout), isNumber: true },
  { label: 'MTU', cell: ({ stats }) => formatInteger(stats.mtu), isNumber: true },
  { label: 'Addresses', cell: (nic) => <Text>{addressesOf(nic)}</Text> },
];

/** State, addresses and I/O rates of the network interfaces. */
export function NetworkSection() {
  const { data, failure } = result.value;
  const rates = new Map(nicRates.value.map((each) => [each.name, each]));
  const nics = (data?.net?.nics ?? []).map((nic) => ({ ...nic, rates: rates.get(nic.name) }));
  if (!data) return <Placeholder failure={failure} />;
  return <DataTable title="Interfaces" columns={columns} items={nics} itemKey={({ name }) => name} />;
}
