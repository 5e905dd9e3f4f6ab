import { type CpuSample, createCpuSampler, getloadavg } from '@psutil/cpu/promises';
import { createDiskSampler, type DiskSample } from '@psutil/disk/promises';
import { swapMemory, virtualMemory } from '@psutil/memory/promises';
import { createNetSampler, type NetSample } from '@psutil/net/promises';
import { pressure } from '@psutil/system/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { Repeater } from 'graphql-yoga';
import { fields, property, type Stream } from '../fields.js';
import { selectedFields } from '../selection.js';
import { listen, type Told } from './broadcast.js';
import { feed, type Metric } from './polling-source.js';

/** What can be read at any moment. */
const reading = <T>(read: () => Promise<T>): Metric<T> => ({ start: () => read, isAtOnce: true });

/** What is about the time between two readings. */
const rate = <S, T>(create: () => { sample(): Promise<S> }, shown: (sample: S) => T): Metric<T> => ({
  start() {
    const sampler = create();
    return async () => shown(await sampler.sample());
  },
  isAtOnce: false,
});

/** What an object has by name, as a list. */
const named = <T extends object>(of: Readonly<Record<string, T>>) =>
  Object.entries(of).map(([name, rates]) => ({ name, ...rates }));

function cpuShown({ cpus, ...sample }: CpuSample) {
  let load: ReturnType<typeof getloadavg> | undefined;
  return {
    ...sample,
    percentPercpu: cpus.map(({ percent }) => percent),
    timesPercentPercpu: cpus.map(({ timesPercent }) => timesPercent),
    // Read when it is asked, and once for all who share the sample.
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
  listen(`${name} ${interval}`, feed(metrics[name] as Metric<unknown>, interval), { signal });

const stream = (name: string): Stream => ({
  subscribe: (_, args, context) => metricNamed(name, args, context?.signal),
  resolve: ({ value }: Told<unknown>) => value,
});

/** Which metrics are selected; without any, the cheapest tells the time. */
function chosenOf(info: GraphQLResolveInfo): string[] {
  const selected = selectedFields(info).filter(({ type }) => type === 'MachineSample');
  const chosen = Object.keys(metrics).filter((metric) => selected.some(({ name }) => name === metric));
  return chosen.length > 0 ? chosen : ['swap'];
}

/** Several metrics at a time, each shared with those who listen to it alone. */
const machine: Stream = {
  subscribe: (_, args, context, info) =>
    Repeater.zip(chosenOf(info).map((name) => metricNamed(name, args, context?.signal))),
  resolve: (told: readonly Told<unknown>[], _args, _context, info) =>
    Object.fromEntries(chosenOf(info).map((name, index) => [name, () => told[index]?.value])),
};

const seconds = { '"Seconds since the sample before." seconds: Float!': property };

/** `Subscription`, of the machine. */
export const subscription = [
  fields('Subscription', {
    '"How busy the CPUs were in each interval, which is in seconds as all are here: 0.1 to 3600." cpu(interval: Float! = 1): CpuSample!':
      stream('cpu'),
    '"RAM, in bytes, at once and then every interval." memory(interval: Float! = 1): VirtualMemory!': stream('memory'),
    '"Swap space, in bytes, at once and then every interval." swap(interval: Float! = 1): SwapMemory!': stream('swap'),
    '"What was done with the disks in each interval." diskIo(interval: Float! = 1): DiskIoSample!': stream('diskIo'),
    '"What went through the network interfaces in each interval." netIo(interval: Float! = 1): NetIoSample!':
      stream('netIo'),
    '"How long work waited, at once and then every interval." pressure(interval: Float! = 1): Pressure!':
      stream('pressure'),
    '"Several of these in one stream: those that are selected." machine(interval: Float! = 1): MachineSample!': machine,
  }),
  fields('CpuSample', {
    ...seconds,
    '"How busy all were, 0 to 100." percent: Float!': property,
    '"How busy each was." percentPercpu: [Float!]!': property,
    '"The share of each mode, 0 to 100." timesPercent: CpuTimesPercent!': property,
    '"The same of each." timesPercentPercpu: [CpuTimesPercent!]!': property,
    '"Load averages of the last 1, 5 and 15 minutes." getloadavg: [Float!]!': property,
  }),
  fields('DiskIoSample', {
    ...seconds,
    '"All physical disks together, per second." total: DiskRates!': property,
    '"Each disk and partition, per second." disks: [DiskRatesOfOne!]!': property,
  }),
  fields('DiskRatesOfOne', {
    '"The name of the disk or partition, such as sda1." name: String!': property,
  }),
  fields('NetIoSample', {
    ...seconds,
    '"All interfaces together, per second." total: NetRates!': property,
    '"Those together that are devices, per second: no loopback, bridge, tunnel or bond, which would count a packet again." physical: NetRates!':
      property,
    '"Each interface, per second." nics: [NetRatesOfOne!]!': property,
  }),
  fields('NetRatesOfOne', { '"The name of the interface." name: String!': property }),
  fields('MachineSample', {
    '"How busy the CPUs were." cpu: CpuSample': property,
    '"RAM, in bytes." memory: VirtualMemory': property,
    '"Swap space, in bytes." swap: SwapMemory': property,
    '"What was done with the disks." diskIo: DiskIoSample': property,
    '"What went through the network interfaces." netIo: NetIoSample': property,
    '"How long work waited." pressure: Pressure': property,
  }),
];
