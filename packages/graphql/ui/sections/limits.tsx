import { formatBytes, formatDuration, formatInteger, formatPercent } from '../format.ts';
import { samples } from '../metrics.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { type Limits, overview } from './overview.ts';
import { pollSection } from './section-data.ts';
import { Meter, Text } from './text.tsx';

interface Stall {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  readonly total: number;
}

const resources = ['cpu', 'memory', 'io'] as const;
const kinds = ['some', 'full'] as const;

type Pressure = Readonly<
  Record<(typeof resources)[number], Readonly<Record<(typeof kinds)[number], Stall | null>> | null>
>;

const stallFields = '{ some { avg10 avg60 avg300 total } full { avg10 avg60 avg300 total } }';
const query = `query Pressure { pressure { cpu ${stallFields} memory ${stallFields} io ${stallFields} } }`;

const result = pollSection<{ readonly pressure: Pressure | null }>('limits', query, 5);

/** Returns whether the machine has control groups or reports pressure. */
export const hasLimits = (): boolean =>
  Boolean(overview.value.data?.limits?.cgroup) ||
  samples.value.some(({ pressure }) => pressure && resources.some((resource) => pressure[resource]));

/** A value with its limit: a bar if there is one. */
function LimitedValue(props: {
  readonly label: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly format: (value: number) => string;
}) {
  const { label, value, limit, format } = props;
  if (limit === null) return <>{value === null ? 'no limit' : `${format(value)}, no limit`}</>;
  if (value === null) return <>{`limit ${format(limit)}`}</>;
  return (
    <Meter label={label} percent={(100 * value) / limit}>
      {format(value)} of {format(limit)}
    </Meter>
  );
}

function LimitsBlock({ limits: { cgroup, memory, swap, cpu, pids } }: { readonly limits: Limits }) {
  return (
    <div class="block" data-block="limits">
      <h2>
        Control group <Text>{cgroup}</Text>
      </h2>
      <dl class="values">
        <div>
          <dt>Memory</dt>
          <dd>
            <LimitedValue label="Memory" value={memory.usage} limit={memory.limit} format={formatBytes} />
          </dd>
        </div>
        {memory.workingSet !== null && (
          <div>
            <dt>Working set</dt>
            <dd>{formatBytes(memory.workingSet)}</dd>
          </div>
        )}
        <div>
          <dt>Swap</dt>
          <dd>
            <LimitedValue label="Swap" value={swap.usage} limit={swap.limit} format={formatBytes} />
          </dd>
        </div>
        <div>
          <dt>CPU quota</dt>
          <dd>{cpu.quota === null ? 'no limit' : `${cpu.quota} CPUs`}</dd>
        </div>
        <div>
          <dt>Permitted CPUs</dt>
          <dd>{cpu.cpus === null ? 'all' : cpu.cpus.join(', ')}</dd>
        </div>
        <div>
          <dt>Processes and threads</dt>
          <dd>
            <LimitedValue
              label="Processes and threads"
              value={pids.current}
              limit={pids.limit}
              format={formatInteger}
            />
          </dd>
        </div>
      </dl>
    </div>
  );
}

type PressureRow = Stall & { readonly resource: string; readonly kind: string };

const resourceLabels = { cpu: 'CPU', memory: 'Memory', io: 'I/O' };

const pressureColumns: readonly DataColumn<PressureRow>[] = [
  { label: 'Resource', cell: ({ resource }) => resource },
  { label: 'Stalled tasks', cell: ({ kind }) => kind },
  {
    label: '10 s',
    cell: ({ resource, kind, avg10 }) => (
      <Meter label={`${resource} pressure, ${kind}`} percent={avg10} thresholds={[20, 60]}>
        {formatPercent(avg10)}
      </Meter>
    ),
  },
  { label: '60 s', cell: ({ avg60 }) => formatPercent(avg60), isNumber: true },
  { label: '300 s', cell: ({ avg300 }) => formatPercent(avg300), isNumber: true },
  { label: 'Total', cell: ({ total }) => formatDuration(total), isNumber: true },
];

const pressureRows = (pressure: Pressure): PressureRow[] =>
  resources.flatMap((resource) =>
    kinds.flatMap((kind) => {
      const stall = pressure[resource]?.[kind];
      return stall ? [{ resource: resourceLabels[resource], kind, ...stall }] : [];
    }),
  );

/** Limits of the control group of the server, and pressure stall information. */
export function LimitsSection() {
  const limits = overview.value.data?.limits;
  const pressure = result.value.data?.pressure;
  const rows = pressure ? pressureRows(pressure) : [];
  return (
    <>
      {limits?.cgroup && <LimitsBlock limits={limits} />}
      {rows.length > 0 && (
        <DataTable
          title="Pressure"
          columns={pressureColumns}
          items={rows}
          itemKey={({ resource, kind }) => `${resource} ${kind}`}
        />
      )}
    </>
  );
}
