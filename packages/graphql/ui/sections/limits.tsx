import { formatBytes, formatDuration, formatInteger, formatPercent } from '../format.ts';
import { hasPressure, type PressureKind, type PressureResource, pressureKinds, pressureResources } from '../metrics.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { type Limits, overview } from './overview.ts';
import { pollSection } from './section-data.ts';
import { Meter, Text, Values } from './text.tsx';

interface Stall {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  readonly total: number;
}

type Pressure = Readonly<Record<PressureResource, Readonly<Record<PressureKind, Stall | null>> | null>>;

const stallFields = '{ some { avg10 avg60 avg300 total } full { avg10 avg60 avg300 total } }';
const query = `query Pressure { pressure { cpu ${stallFields} memory ${stallFields} io ${stallFields} } }`;

const result = pollSection<{ readonly pressure: Pressure | null }>('limits', query, 5);

/** Returns whether the machine has control groups or reports pressure. */
export const hasLimits = (): boolean => Boolean(overview.value.data?.limits?.cgroup) || hasPressure.value;

/** Returns a value with its limit: a bar if there is one. */
function limitedValue(label: string, value: number | null, limit: number | null, format: (value: number) => string) {
  if (limit === null) return value === null ? 'no limit' : `${format(value)}, no limit`;
  if (value === null) return `limit ${format(limit)}`;
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
      <Values
        values={[
          ['Memory', limitedValue('Memory', memory.usage, memory.limit, formatBytes)],
          ['Working set', memory.workingSet],
          ['Swap', limitedValue('Swap', swap.usage, swap.limit, formatBytes)],
          ['CPU quota', cpu.quota === null ? 'no limit' : `${cpu.quota} CPUs`],
          ['Permitted CPUs', cpu.cpus === null ? 'all' : cpu.cpus.join(', ')],
          ['Processes and threads', limitedValue('Processes and threads', pids.current, pids.limit, formatInteger)],
        ]}
      />
    </div>
  );
}

type PressureRow = Stall & { readonly resource: string; readonly kind: string };

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
  pressureResources.flatMap(({ resource, label }) =>
    pressureKinds.flatMap((kind) => {
      const stall = pressure[resource]?.[kind];
      return stall ? [{ resource: label, kind, ...stall }] : [];
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
