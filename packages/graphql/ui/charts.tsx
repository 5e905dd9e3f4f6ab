import { useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Chart, Reading, told, Value } from './chart.tsx';
import { CoresChart } from './cores.tsx';
import { type Sample, type Stall, samples } from './machine.ts';
import { type Line, type Plot, PlotCanvas } from './plot.tsx';
import { bytes, percent, rate } from './units.ts';

const wholePercent = (value: number) => `${Math.round(value)} %`;

/** A scale without the digits that its round numbers do not need. */
const shortBytes = (value: number) =>
  bytes(value)
    .replace(/\.0+ /, ' ')
    .replace(/(\.\d)0 /, '$1 ');
const shortRate = (value: number) => `${shortBytes(value)}/s`;

const cpuPlot: Plot = {
  lines: [{ colour: 'blue', value: ({ cpu }) => cpu?.percent, isFilled: true }],
  top: [100, 100],
  scale: wholePercent,
};

function CpuChart() {
  const cpu = told()?.cpu;
  return (
    <Chart
      name="CPU"
      readings={
        <>
          <Reading name="busy" colour="blue">
            <Value of={cpu?.percent} as={percent} />
          </Reading>
          <Reading name="load">{cpu?.getloadavg.map((load) => load.toFixed(2)).join(' · ') ?? '–'}</Reading>
        </>
      }
    >
      <PlotCanvas plot={cpuPlot} />
    </Chart>
  );
}

const memoryLines: readonly Line[] = [
  { colour: 'blue', value: ({ memory }) => memory?.used, isFilled: true },
  { colour: 'orange', value: ({ swap }) => (swap?.total ? swap.used : null) },
];

function MemoryChart() {
  const sample = told();
  const { memory, swap } = sample ?? {};
  const top = useComputed(() => {
    const last = samples.value.findLast((each) => each.memory);
    return Math.max(last?.memory?.total ?? 1, last?.swap?.total ?? 1);
  }).value;
  const plot = useMemo(() => ({ lines: memoryLines, top: [top, top] as const, scale: shortBytes }), [top]);
  return (
    <Chart
      name="Memory"
      readings={
        <>
          <Reading name="used" colour="blue">
            <Value of={memory?.used} as={bytes} /> of <Value of={memory?.total} as={bytes} />
          </Reading>
          {swap && (
            <Reading name="swap" {...(swap.total > 0 ? { colour: 'orange' } : {})}>
              {swap.total > 0 ? (
                <>
                  <Value of={swap.used} as={bytes} /> of <Value of={swap.total} as={bytes} />
                </>
              ) : (
                'none'
              )}
            </Reading>
          )}
        </>
      }
    >
      <PlotCanvas plot={plot} />
    </Chart>
  );
}

/** What flows in two directions. */
interface Flow {
  readonly name: string;
  /** Bytes per second up to which the scale always goes. */
  readonly least: number;
  readonly rates: readonly (Line & { readonly name: string })[];
}

const disk: Flow = {
  name: 'Disk',
  least: 2 ** 17,
  rates: [
    { name: 'read', colour: 'teal', value: ({ diskIo }) => diskIo?.total.readBytes, isFilled: true },
    { name: 'written', colour: 'orange', value: ({ diskIo }) => diskIo?.total.writeBytes },
  ],
};

const network: Flow = {
  name: 'Network',
  least: 2 ** 14,
  rates: [
    { name: 'in', colour: 'teal', value: ({ netIo }) => netIo?.physical.bytesRecv, isFilled: true },
    { name: 'out', colour: 'orange', value: ({ netIo }) => netIo?.physical.bytesSent },
  ],
};

function FlowChart({ flow: { name, least, rates } }: { readonly flow: Flow }) {
  const sample = told();
  const plot = useMemo(
    (): Plot => ({ lines: rates, top: [least, Number.POSITIVE_INFINITY], scale: shortRate }),
    [rates, least],
  );
  const readings = rates.map(({ name: direction, colour, value }) => (
    <Reading key={direction} name={direction} colour={colour}>
      <Value of={sample && value(sample)} as={rate} />
    </Reading>
  ));
  return (
    <Chart name={name} readings={readings}>
      <PlotCanvas plot={plot} />
    </Chart>
  );
}

const resources = [
  ['cpu', 'blue'],
  ['memory', 'orange'],
  ['io', 'teal'],
] as const;
const kinds = ['some', 'full'] as const;

const stallOf = (sample: Sample | undefined, resource: 'cpu' | 'memory' | 'io', kind: keyof Stall) =>
  sample?.pressure?.[resource]?.[kind]?.avg10;

const pressurePlot: Plot = {
  lines: resources.flatMap(([resource, colour]) =>
    kinds.map((kind) => ({
      colour,
      value: (sample: Sample) => stallOf(sample, resource, kind),
      isDashed: kind === 'full',
    })),
  ),
  top: [10, 100],
  scale: wholePercent,
};

/** Nothing where the kernel counts none. */
function PressureChart() {
  const isCounted = useComputed(() =>
    samples.value.some((sample) => resources.some(([resource]) => sample.pressure?.[resource])),
  ).value;
  if (!isCounted) return null;
  const sample = told();
  const readings = resources
    .filter(([resource]) => sample?.pressure?.[resource])
    .map(([resource, colour]) => (
      <Reading key={resource} name={resource} colour={colour}>
        {kinds
          .filter((kind) => stallOf(sample, resource, kind) !== undefined)
          .map((kind) => (
            <span key={kind} class="stall" data-stall={`${resource} ${kind}`}>
              <span class="for-readers">{kind}</span>{' '}
              <Value of={stallOf(sample, resource, kind)} as={(value) => value.toFixed(1)} />
            </span>
          ))}
      </Reading>
    ));
  return (
    <Chart name="Pressure" hint="some · full" readings={readings}>
      <PlotCanvas plot={pressurePlot} />
    </Chart>
  );
}

/** All charts. */
export function Charts() {
  return (
    <div class="charts">
      <CpuChart />
      <CoresChart />
      <MemoryChart />
      <FlowChart flow={disk} />
      <FlowChart flow={network} />
      <PressureChart />
    </div>
  );
}
