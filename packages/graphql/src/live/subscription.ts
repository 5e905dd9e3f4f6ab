import { type CpuSample, createCpuSampler } from '@psutil/cpu/promises';
import { createDiskSampler } from '@psutil/disk/promises';
import { swapMemory, virtualMemory } from '@psutil/memory/promises';
import { createNetSampler } from '@psutil/net/promises';
import { pressure } from '@psutil/system/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { Repeater } from 'graphql-yoga';
import { eventIntervalArgument } from '../arguments.js';
import { loadAverage } from '../cpu.js';
import { diskSampleValue } from '../disk.js';
import { fields, property, type SubscriptionResolver } from '../fields.js';
import { netSampleValue } from '../net.js';
import { selectedFields } from '../selection.js';
import { type Result, resultValue, type SubscribeOptions, type SubscriptionEvent, subscribe } from './broadcast.js';
import { type Metric, pollingSource } from './polling-source.js';

/** Returns a metric that can be read at any time. */
const immediate = <T>(read: () => Promise<T>): Metric<T> => ({ start: () => read, isImmediate: true });

/** Returns a metric of the time between two samples. */
const sampled = <S, T>(create: () => { sample(): Promise<S> }, toValue: (sample: S) => T): Metric<T> => ({
  start() {
    const sampler = create();
    return async () => toValue(await sampler.sample());
  },
  isImmediate: false,
});

function cpuSampleValue({ cpus, ...sample }: CpuSample) {
  // Read now: the sample may be requested later, from the history.
  const load = loadAverage();
  load.catch(() => {}); // The field that returns it throws.
  return {
    ...sample,
    percentPercpu: cpus.map(({ percent }) => percent),
    timesPercentPercpu: cpus.map(({ timesPercent }) => timesPercent),
    loadAverage: () => load,
  };
}

const metrics: Readonly<Record<string, Metric<unknown>>> = {
  cpu: sampled(createCpuSampler, cpuSampleValue),
  memory: immediate(virtualMemory),
  swap: immediate(swapMemory),
  diskIo: sampled(createDiskSampler, diskSampleValue),
  netIo: sampled(createNetSampler, netSampleValue),
  pressure: immediate(() => pressure()),
};

type Options = SubscribeOptions<unknown>;

const subscribeToMetric = (name: string, interval: number, options: Options) =>
  subscribe(`${name} ${interval}`, pollingSource(metrics[name] as Metric<unknown>, interval), options);

/** The names of all metrics. */
export const metricNames: readonly string[] = Object.keys(metrics);

/** Events of several metrics, in the order of their names. */
export type MetricEvents = readonly SubscriptionEvent<unknown>[];

/** Subscribes to several metrics, each shared with its other subscribers. */
export const subscribeToMetrics = (
  names: readonly string[],
  interval: number,
  options: Options,
): AsyncIterable<MetricEvents> => Repeater.zip(names.map((name) => subscribeToMetric(name, interval, options)));

const valueReader = (result: Result<unknown>) => () => resultValue(result);

/** Returns the value of `MachineSample` from the events of some metrics. It does not retain them. */
export const machineSample = (names: readonly string[], events: MetricEvents) => ({
  time: Math.max(...events.map(({ time }) => time)),
  ...Object.fromEntries(
    events.map(({ result }, index): [string, () => unknown] => [String(names[index]), valueReader(result)]),
  ),
});

const metricField = (name: string): SubscriptionResolver => ({
  subscribe: (_, { interval }, context) => subscribeToMetric(name, interval, { signal: context?.signal }),
  resolve: ({ value }: SubscriptionEvent<unknown>) => value,
});

/** Returns the names of the selected metrics. Without any, the cheapest metric determines when events are sent. */
function selectedMetrics(info: GraphQLResolveInfo): string[] {
  const selected = selectedFields(info).filter(({ type }) => type === 'MachineSample');
  const names = metricNames.filter((metric) => selected.some(({ name }) => name === metric));
  return names.length > 0 ? names : ['swap'];
}

const machine: SubscriptionResolver = {
  subscribe: (_, { interval }, context, info) =>
    subscribeToMetrics(selectedMetrics(info), interval, { signal: context?.signal }),
  resolve: (events: MetricEvents, _args, _context, info) => machineSample(selectedMetrics(info), events),
};

const seconds = { '"Time since the previous sample, in seconds." seconds: Float!': property };

/** `Subscription`, for the machine. */
export const subscription = [
  fields('"Readings that are repeated, and events." Subscription', {
    [`"CPU utilization in each interval of \`interval\` seconds, 0.1 to 3600." cpu(${eventIntervalArgument}): CpuSample`]:
      metricField('cpu'),
    [`"System memory usage, in bytes, at once and then once per \`interval\` seconds." memory(${eventIntervalArgument}): VirtualMemory`]:
      metricField('memory'),
    [`"Swap usage, in bytes, at once and then once per \`interval\` seconds." swap(${eventIntervalArgument}): SwapMemory`]:
      metricField('swap'),
    [`"Disk I/O rates in each interval of \`interval\` seconds." diskIo(${eventIntervalArgument}): DiskIoSample`]:
      metricField('diskIo'),
    [`"Network I/O rates in each interval of \`interval\` seconds." netIo(${eventIntervalArgument}): NetIoSample`]:
      metricField('netIo'),
    [`"Pressure stall information (PSI), at once and then once per \`interval\` seconds." pressure(${eventIntervalArgument}): Pressure`]:
      metricField('pressure'),
    [`"The selected metrics in one event, once per \`interval\` seconds." machine(${eventIntervalArgument}): MachineSample`]:
      machine,
  }),
  fields('"CPU utilization in an interval." CpuSample', {
    ...seconds,
    '"CPU utilization, in percent, 0 to 100." percent: Float!': property,
    '"Utilization of each CPU, in percent, 0 to 100." percentPercpu: [Float!]!': property,
    '"CPU time in each mode, in percent, 0 to 100." timesPercent: CpuTimesPercent!': property,
    '"CPU time of each CPU in each mode, in percent, 0 to 100." timesPercentPercpu: [CpuTimesPercent!]!': property,
    '"Load averages; null if they cannot be read." loadAverage: LoadAverage': property,
  }),
  fields('"Disk I/O rates in an interval." DiskIoSample', {
    ...seconds,
    '"Rates of all physical disks, per second." total: DiskRates!': property,
    '"Rates of each disk and partition, per second." disks: [DiskRatesOfOne!]!': property,
  }),
  fields('DiskRatesOfOne', {
    '"Name of the disk or partition, such as sda1." name: String!': property,
  }),
  fields('"Network I/O rates in an interval." NetIoSample', {
    ...seconds,
    '"Rates of all interfaces, per second." total: NetRates!': property,
    '"Rates of all physical interfaces, per second, without loopback, bridges, tunnels and bonds, which count packets twice." physical: NetRates!':
      property,
    '"Rates of each interface, per second." nics: [NetRatesOfOne!]!': property,
  }),
  fields('NetRatesOfOne', { '"Name of the interface." name: String!': property }),
  fields('"Metrics of the machine at one time." MachineSample', {
    '"Time at which the last of the selected metrics was read." time: DateTime!': property,
    '"CPU utilization." cpu: CpuSample': property,
    '"System memory usage, in bytes." memory: VirtualMemory': property,
    '"Swap usage, in bytes." swap: SwapMemory': property,
    '"Disk I/O rates." diskIo: DiskIoSample': property,
    '"Network I/O rates." netIo: NetIoSample': property,
    '"Pressure stall information (PSI)." pressure: Pressure': property,
  }),
];
