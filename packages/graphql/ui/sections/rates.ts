import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { openStream } from '../stream.ts';
import { sectionOperation } from './section-data.ts';

/** I/O rates of a disk or partition, per second. */
export interface DiskRates {
  readonly name: string;
  readonly readBytes: number;
  readonly writeBytes: number;
  readonly readCount: number;
  readonly writeCount: number;
  readonly busyPercent: number | null;
}

/** I/O rates of a network interface, per second. */
export interface NicRates {
  readonly name: string;
  readonly bytesRecv: number;
  readonly bytesSent: number;
  readonly packetsRecv: number;
  readonly packetsSent: number;
  readonly errin: number;
  readonly errout: number;
  readonly dropin: number;
  readonly dropout: number;
}

interface Sample {
  readonly diskIo?: { readonly disks: readonly DiskRates[] } | null;
  readonly netIo?: { readonly nics: readonly NicRates[] } | null;
}

/** Subscribes to a metric every two seconds while a section is visible; undefined before the first sample. */
function streamSection(section: string, selection: string): ReadonlySignal<Sample | undefined> {
  const query = `subscription Rates { machine(interval: 2) { ${selection} } }`;
  const sample = signal<Sample | undefined>(undefined);
  openStream<{ readonly machine: Sample | null }>(sectionOperation(section, query), ({ data }) => {
    sample.value = data?.machine ?? undefined;
  });
  return sample;
}

const diskSample = streamSection(
  'disks',
  'diskIo { disks { name readBytes writeBytes readCount writeCount busyPercent } }',
);
const netSample = streamSection(
  'network',
  'netIo { nics { name bytesRecv bytesSent packetsRecv packetsSent errin errout dropin dropout } }',
);

/** I/O rates of the disks while their section is visible. */
export const diskRates = computed(() => diskSample.value?.diskIo?.disks ?? []);

/** I/O rates of the network interfaces while their section is visible. */
export const nicRates = computed(() => netSample.value?.netIo?.nics ?? []);
