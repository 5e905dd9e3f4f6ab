import { computed, signal } from '@preact/signals';
import type { GraphQLResponse } from './graphql-client.ts';
import { request } from './poll.ts';
import { openStream } from './stream.ts';

/** The resources of pressure stall information, with their labels and colors. */
export const pressureResources = [
  { resource: 'cpu', label: 'CPU', color: 'blue' },
  { resource: 'memory', label: 'Memory', color: 'orange' },
  { resource: 'io', label: 'I/O', color: 'teal' },
] as const;

/** Whether some or all tasks were stalled. */
export const pressureKinds = ['some', 'full'] as const;

/** Name of a resource in {@link pressureResources}. */
export type PressureResource = (typeof pressureResources)[number]['resource'];

/** One of {@link pressureKinds}. */
export type PressureKind = (typeof pressureKinds)[number];

/** Pressure of a resource: the time in which tasks were stalled, in percent of the last 10 seconds. */
type PressureStall = Readonly<Record<PressureKind, { readonly avg10: number } | null>>;

/** Size and use of RAM or swap, in bytes and percent. */
interface MemoryUsage {
  readonly total: number;
  readonly used: number;
  readonly percent: number;
}

/** Load averages over the last 1, 5 and 15 minutes. */
export interface LoadAverage {
  readonly load1: number;
  readonly load5: number;
  readonly load15: number;
}

/** System-wide metrics, as selected by the subscription; null if a value could not be read. */
export interface Metrics {
  readonly cpu: {
    readonly percent: number;
    readonly percentPercpu: readonly number[];
    readonly loadAverage: LoadAverage | null;
  } | null;
  readonly memory: MemoryUsage | null;
  readonly swap: MemoryUsage | null;
  readonly diskIo: { readonly total: { readonly readBytes: number; readonly writeBytes: number } } | null;
  readonly netIo: { readonly physical: { readonly bytesRecv: number; readonly bytesSent: number } } | null;
  readonly pressure: Readonly<Record<PressureResource, PressureStall | null>> | null;
}

/** Metrics at one moment. */
export interface Sample extends Metrics {
  /** Time of arrival, by the clock of the browser, in seconds since the epoch. */
  readonly time: number;
}

/** Time range of the charts, in seconds. */
export const chartSeconds = 180;

/** Seconds without a sample after which the charts show a gap. */
const maxSampleInterval = 3.5;

const emptyMetrics: Metrics = { cpu: null, memory: null, swap: null, diskIo: null, netIo: null, pressure: null };

/** The samples in the time range of the charts, oldest first. */
export const samples = signal<readonly Sample[]>([]);

/** Whether the kernel reports pressure stall information. */
export const hasPressure = computed(() =>
  samples.value.some(({ pressure }) => pressureResources.some(({ resource }) => pressure?.[resource])),
);

/** Whether the machine has disks with I/O counters. */
export const hasDiskIo = computed(() => samples.value.some(({ diskIo }) => diskIo));

/** Index of the sample under the pointer, in any chart; undefined without one. */
export const hoveredIndex = signal<number | undefined>(undefined);

function addSample(sample: Sample): void {
  const kept = samples.value.filter(({ time }) => time > sample.time - chartSeconds - maxSampleInterval);
  const last = kept.at(-1);
  const hasGap = last !== undefined && sample.time - last.time > maxSampleInterval;
  const gap = hasGap ? [{ ...emptyMetrics, time: (last.time + sample.time) / 2 }] : [];
  samples.value = [...kept, ...gap, sample];
}

const fields = `
  cpu { percent percentPercpu loadAverage { load1 load5 load15 } }
  memory { total used percent }
  swap { total used percent }
  diskIo { total { readBytes writeBytes } }
  netIo { physical { bytesRecv bytesSent } }
  pressure {
    cpu { some { avg10 } full { avg10 } }
    memory { some { avg10 } full { avg10 } }
    io { some { avg10 } full { avg10 } }
  }`;

const historyQuery = `query History { history(seconds: ${chartSeconds}) { time ${fields} } }`;

interface History {
  readonly history: readonly (Metrics & { readonly time: string })[] | null;
}

/** Replaces the samples before a time by those that the server has kept. */
async function loadHistory(before: number): Promise<void> {
  const { data } = await request<History>({ query: historyQuery }, new AbortController().signal);
  const past = data?.history ?? [];
  const seconds = (time: string) => Date.parse(time) / 1000;
  const newest = past.at(-1);
  if (!newest) return;
  // The clocks of server and browser may differ; the newest sample is less than a second old.
  const offset = Date.now() / 1000 - seconds(newest.time);
  const earlier = past.map((sample) => ({ ...emptyMetrics, ...sample, time: seconds(sample.time) + offset }));
  samples.value = [
    ...earlier.filter(({ time }) => time < before),
    ...samples.value.filter(({ time }) => time >= before),
  ];
}

function handleResponse(
  { data, errors }: GraphQLResponse<{ readonly machine: Metrics | null }>,
  isFirst: boolean,
): void {
  if (!data?.machine) throw new Error(errors?.[0]?.message ?? 'the server returned no system metrics');
  const time = Date.now() / 1000;
  addSample({ ...emptyMetrics, ...data.machine, time });
  if (isFirst) void loadHistory(time);
}

/** The stream of system-wide metrics, one sample per second. */
export const metricsStream = openStream(
  signal({ query: `subscription Machine { machine(interval: 1) { ${fields} } }` }),
  handleResponse,
);
