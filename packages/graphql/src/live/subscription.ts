import { type CpuSample, createCpuSampler, getloadavg } from '@psutil/cpu/promises';
import { createDiskSampler, type DiskSample } from '@psutil/disk/promises';
import { swapMemory, virtualMemory } from '@psutil/memory/promises';
import { createNetSampler, type NetSample } from '@psutil/net/promises';
import { pressure } from '@psutil/system/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { Repeater } from 'graphql-yoga';
import { fields, property, type Stream } from '../fields.js';
import { selectedFields } from '../selection.js';
import { type SubscriptionEvent, subscribe } from './broadcast.js';
import { type Metric, pollingSource } from './polling-source.js';

/** Metrics that can be read at any moment. */
const reading = <T>(read: () => Promise<T>): Metric<T> => ({ start: () => read, isImmediate: true });

/** Metrics of the time between two readings. */
const rate = <S, T>(create: () => { sample(): Promise<S> }, shown: (sample: S) => T): Metric<T> => ({
  start() {
    const sampler = create();
    return async () => shown(await sampler.sample());
  },
  isImmediate: false,
});

/** Returns the named values of an object as a list. */
const named = <T extends object>(of: Readonly<Record<string, T>>) =>
  Object.entries(of).map(([name, rates]) => ({ name, ...rates }));

function cpuShown({ cpus, ...sample }: CpuSample) {
  let load: ReturnType<typeof getloadavg> | undefined;
  return {
    ...sample,
    percentPercpu: cpus.map(({ percent }) => percent),
    timesPercentPercpu: cpus.map(({ timesPercent }) => timesPercent),
    // Read when it is requested, once for all subscribers of the sample.
    getloadavg() {
      load ??= getloadavg();
      return load;
    },
  };
}

const metrics: Readonly<Record<string, Metric<unknown>>> = {
  cpu: rate(createCpuSampler, cpuShown),
  memory: reading(virtualMemory),
  swap: reading(swapMemory),
  diskIo: rate(createDiskSampler, ({ disks, ...sample }: DiskSample) => ({ ...sample, disks: named(disks) })),
  netIo: rate(createNetSampler, ({ nics, ...sample }: NetSample) => ({ ...sample, nics: named(nics) })),
  pressure: reading(() => pressure()),
};

interface IntervalArgument {
  readonly interval: number;
}

const metricNamed = (name: string, { interval }: IntervalArgument, signal: AbortSignal | undefined) =>
  subscribe(`${name} ${interval}`, pollingSource(metrics[name] as Metric<unknown>, interval), { signal });

const stream = (name: string): Stream => ({
  subscribe: (_, args, context) => metricNamed(name, args, context?.signal),
  resolve: ({ value }: SubscriptionEvent<unknown>) => value,
});

/** Returns the selected metrics; without any, the cheapest one paces the events. */
function chosenOf(info: GraphQLResolveInfo): string[] {
  const selected = selectedFields(info).filter(({ type }) => type === 'MachineSample');
  const chosen = Object.keys(metrics).filter((metric) => selected.some(({ name }) => name === metric));
  return chosen.length > 0 ? chosen : ['swap'];
}

/** Combines several metrics, each shared with its own subscribers. */
const machine: Stream = {
  subscribe: (_, args, context, info) =>
    Repeater.zip(chosenOf(info).map((name) => metricNamed(name, args, context?.signal))),
  resolve: (withCode: readonly SubscriptionEvent<unknown>[], _args, _context, info) =>
    Object.fromEntries(chosenOf(info).map((name, index) => [name, () => withCode[index]?.value])),
};

const seconds = { '"Time since the previous sample, in seconds." seconds: Float!': property };

/** `Subscription`, for the machine. */
export const subscription = [
  fields('Subscription', {
    '"CPU utilization in each interval. Intervals are in seconds, 0.1 to 3600." cpu(interval: Float! = 1): CpuSample!':
      stream('cpu'),
    '"System memory usage, in bytes, at once and then once per interval." memory(interval: Float! = 1): VirtualMemory!':
      stream('memory'),
    '"Swap usage, in bytes, at once and then once per interval." swap(interval: Float! = 1): SwapMemory!':
      stream('swap'),
    '"Disk I/O rates in each interval." diskIo(interval: Float! = 1): DiskIoSample!': stream('diskIo'),
    '"Network I/O rates in each interval." netIo(interval: Float! = 1): NetIoSample!': stream('netIo'),
    '"Pressure stall information (PSI), at once and then once per interval." pressure(interval: Float! = 1): Pressure!':
      stream('pressure'),
    '"The selected metrics in one stream." machine(interval: Float! = 1): MachineSample!': machine,
  }),
  fields('CpuSample', {
    ...seconds,
    '"CPU utilization, in percent, 0 to 100." percent: Float!': property,
    '"Utilization of each CPU, in percent, 0 to 100." percentPercpu: [Float!]!': property,
    '"CPU time in each mode, in percent, 0 to 100." timesPercent: CpuTimesPercent!': property,
    '"CPU time of each CPU in each mode, in percent, 0 to 100." timesPercentPercpu: [CpuTimesPercent!]!': property,
    '"Load averages over the last 1, 5 and 15 minutes." getloadavg: [Float!]!': property,
  }),
  fields('DiskIoSample', {
    ...seconds,
    '"Rates of all physical disks, per second." total: DiskRates!': property,
    '"Rates of each disk and partition, per second." disks: [DiskRatesOfOne!]!': property,
  }),
  fields('DiskRatesOfOne', {
    '"Name of the disk or partition, such as sda1." name: String!': property,
  }),
  fields('NetIoSample', {
    ...seconds,
    '"Rates of all interfaces, per second." total: NetRates!': property,
    '"Rates of all physical interfaces, per second, without loopback, bridges, tunnels and bonds, which count packets twice." physical: NetRates!':
      property,
    '"Rates of each interface, per second." nics: [NetRatesOfOne!]!': property,
  }),
  fields('NetRatesOfOne', { '"Name of the interface." name: String!': property }),
  fields('MachineSample', {
    '"CPU utilization." cpu: CpuSample': property,
    '"System memory usage, in bytes." memory: VirtualMemory': property,
    '"Swap usage, in bytes." swap: SwapMemory': property,
    '"Disk I/O rates." diskIo: DiskIoSample': property,
    '"Network I/O rates." netIo: NetIoSample': property,
    '"Pressure stall information (PSI)." pressure: Pressure': property,
  }),
];
