import { useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Chart, displayedSample, FormattedValue, LegendEntry } from './chart.tsx';
import { formatBytes, formatPercent, formatRate } from './format.ts';
import { LineChart, type LineChartOptions, type Series } from './line-chart.tsx';
import {
  hasPressure,
  type LoadAverage,
  type PressureKind,
  type PressureResource,
  pressureKinds,
  pressureResources,
  type Sample,
  samples,
} from './metrics.ts';
import { PerCpuChart } from './per-cpu-chart.tsx';

const formatWholePercent = (value: number) => `${Math.round(value)} %`;

/** Formats an axis label in bytes, without trailing zeros. */
const formatAxisBytes = (value: number) =>
  formatBytes(value)
    .replace(/\.0+ /, ' ')
    .replace(/(\.\d)0 /, '$1 ');
const formatAxisRate = (value: number) => `${formatAxisBytes(value)}/s`;

const cpuOptions: LineChartOptions = {
  series: [{ color: 'blue', value: ({ cpu }) => cpu?.percent, isFilled: true }],
  maxRange: [100, 100],
  formatAxis: formatWholePercent,
};

const formatLoad = ({ load1, load5, load15 }: LoadAverage) =>
  [load1, load5, load15].map((load) => load.toFixed(2)).join(', ');

function CpuChart() {
  const cpu = displayedSample()?.cpu;
  return (
    <Chart
      id="cpu"
      title="CPU"
      legend={
        <>
          <LegendEntry label="Usage" color="blue" isPrimary>
            <FormattedValue value={cpu?.percent} format={formatPercent} />
          </LegendEntry>
          <LegendEntry label="Load">{cpu?.loadAverage ? formatLoad(cpu.loadAverage) : '–'}</LegendEntry>
        </>
      }
    >
      <LineChart options={cpuOptions} />
    </Chart>
  );
}

const memorySeries: readonly Series[] = [
  { color: 'blue', value: ({ memory }) => memory?.used, isFilled: true },
  { color: 'orange', value: ({ swap }) => (swap?.total ? swap.used : null) },
];

function MemoryChart() {
  const { memory, swap } = displayedSample() ?? {};
  const total = useComputed(() => {
    const newest = samples.value.findLast((sample) => sample.memory);
    return Math.max(newest?.memory?.total ?? 1, newest?.swap?.total ?? 1);
  }).value;
  const options = useMemo(
    (): LineChartOptions => ({ series: memorySeries, maxRange: [total, total], formatAxis: formatAxisBytes }),
    [total],
  );
  return (
    <Chart
      id="memory"
      title="Memory"
      legend={
        <>
          <LegendEntry label="Used" color="blue" isPrimary>
            <FormattedValue value={memory?.used} format={formatBytes} />
          </LegendEntry>
          <LegendEntry label="Total">
            <FormattedValue value={memory?.total} format={formatBytes} />
          </LegendEntry>
          {swap && (
            <LegendEntry label="Swap" {...(swap.total > 0 ? { color: 'orange' } : {})}>
              {swap.total > 0 ? (
                <>
                  <FormattedValue value={swap.used} format={formatBytes} /> of{' '}
                  <FormattedValue value={swap.total} format={formatBytes} />
                </>
              ) : (
                'none'
              )}
            </LegendEntry>
          )}
        </>
      }
    >
      <LineChart options={options} />
    </Chart>
  );
}

/** A chart of transfer rates. */
interface RateChartProps {
  readonly id: string;
  readonly title: string;
  /** Smallest maximum of the axis, in bytes per second. */
  readonly minAxisMax: number;
  readonly series: readonly (Series & { readonly label: string })[];
}

const diskChart: RateChartProps = {
  id: 'disk',
  title: 'Disk I/O',
  minAxisMax: 2 ** 17,
  series: [
    { label: 'Read', color: 'teal', value: ({ diskIo }) => diskIo?.total.readBytes, isFilled: true },
    { label: 'Write', color: 'orange', value: ({ diskIo }) => diskIo?.total.writeBytes },
  ],
};

const networkChart: RateChartProps = {
  id: 'network',
  title: 'Network',
  minAxisMax: 2 ** 14,
  series: [
    { label: 'Receive', color: 'teal', value: ({ netIo }) => netIo?.physical.bytesRecv, isFilled: true },
    { label: 'Send', color: 'orange', value: ({ netIo }) => netIo?.physical.bytesSent },
  ],
};

function RateChart({ id, title, minAxisMax, series }: RateChartProps) {
  const sample = displayedSample();
  const options = useMemo(
    (): LineChartOptions => ({
      series,
      maxRange: [minAxisMax, Number.POSITIVE_INFINITY],
      formatAxis: formatAxisRate,
    }),
    [series, minAxisMax],
  );
  const legend = series.map(({ label, color, value }, index) => (
    <LegendEntry key={label} label={label} color={color} isPrimary={index === 0}>
      <FormattedValue value={sample && value(sample)} format={formatRate} />
    </LegendEntry>
  ));
  return (
    <Chart id={id} title={title} legend={legend}>
      <LineChart options={options} />
    </Chart>
  );
}

const pressureAverage = (
  sample: Sample | undefined,
  resource: PressureResource,
  kind: PressureKind,
): number | undefined => sample?.pressure?.[resource]?.[kind]?.avg10;

const pressureOptions: LineChartOptions = {
  series: pressureResources.flatMap(({ resource, color }) =>
    pressureKinds.map((kind) => ({
      color,
      value: (sample: Sample) => pressureAverage(sample, resource, kind),
      isDashed: kind === 'full',
    })),
  ),
  maxRange: [10, 100],
  formatAxis: formatWholePercent,
};

/** Pressure stall information; nothing if the kernel does not report it. */
function PressureChart() {
  if (!hasPressure.value) return null;
  const sample = displayedSample();
  const legend = pressureResources
    .filter(({ resource }) => sample?.pressure?.[resource])
    .map(({ resource, label, color }) => (
      <LegendEntry key={resource} label={label} color={color} isPrimary={resource === 'cpu'}>
        {pressureKinds
          .filter((kind) => pressureAverage(sample, resource, kind) !== undefined)
          .map((kind) => (
            <span key={kind} class="pressure-average" data-pressure={`${resource} ${kind}`}>
              <span class="visually-hidden">{kind}</span>{' '}
              <FormattedValue value={pressureAverage(sample, resource, kind)} format={(value) => value.toFixed(1)} />
            </span>
          ))}
      </LegendEntry>
    ));
  return (
    <Chart id="pressure" title="Pressure" hint="some · full, 10 s average" legend={legend}>
      <LineChart options={pressureOptions} />
    </Chart>
  );
}

/** The charts of the system-wide metrics. */
export function Charts() {
  return (
    <div class="charts">
      <CpuChart />
      <PerCpuChart />
      <MemoryChart />
      <RateChart {...diskChart} />
      <RateChart {...networkChart} />
      <PressureChart />
    </div>
  );
}
