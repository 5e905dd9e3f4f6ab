import { signal } from '@preact/signals';
import { type Answer, subscribe } from './api.ts';
import { follow } from './live.ts';

/** The share of the last 10 seconds in which work waited, 0 to 100; null where that is not counted. */
export interface Stall {
  readonly some: { readonly avg10: number } | null;
  readonly full: { readonly avg10: number } | null;
}

interface Amount {
  readonly total: number;
  readonly used: number;
  readonly percent: number;
}

/** How the machine does, as the graph tells it. Null is what could not be read. */
export interface Machine {
  readonly cpu: {
    readonly percent: number;
    readonly percentPercpu: readonly number[];
    readonly getloadavg: readonly number[];
  } | null;
  readonly memory: Amount | null;
  readonly swap: Amount | null;
  readonly diskIo: { readonly total: { readonly readBytes: number; readonly writeBytes: number } } | null;
  readonly netIo: { readonly physical: { readonly bytesRecv: number; readonly bytesSent: number } } | null;
  readonly pressure: Readonly<Record<'cpu' | 'memory' | 'io', Stall | null>> | null;
}

/** How it does at a moment: seconds since the epoch, by the browser's clock. */
export interface Sample extends Machine {
  readonly time: number;
}

/** Seconds that the charts show. */
export const span = 180;

/** Seconds without a sample after which there is a gap in the charts. */
const gap = 3.5;

const nothing: Machine = { cpu: null, memory: null, swap: null, diskIo: null, netIo: null, pressure: null };

/** The samples of the last minutes, the newest last. */
export const samples = signal<readonly Sample[]>([]);

/** Which sample the pointer is at, in any chart; undefined for the newest. */
export const pointed = signal<number | undefined>(undefined);

function add(sample: Sample): void {
  const kept = samples.value.filter(({ time }) => time > sample.time - span - gap);
  const last = kept.at(-1);
  const isLate = last !== undefined && sample.time - last.time > gap;
  samples.value = [...kept, ...(isLate ? [{ ...nothing, time: (last.time + sample.time) / 2 }] : []), sample];
}

const query = `subscription Machine {
  machine(interval: 1) {
    cpu { percent percentPercpu getloadavg }
    memory { total used percent }
    swap { total used percent }
    diskIo { total { readBytes writeBytes } }
    netIo { physical { bytesRecv bytesSent } }
    pressure {
      cpu { some { avg10 } full { avg10 } }
      memory { some { avg10 } full { avg10 } }
      io { some { avg10 } full { avg10 } }
    }
  }
}`;

function take({ data, errors }: Answer<{ readonly machine: Machine }>): void {
  if (!data) throw new Error(errors?.[0]?.message ?? 'the server tells nothing of the machine');
  add({ ...nothing, ...data.machine, time: Date.now() / 1000 });
}

/** The stream of the samples. */
export const machineFeed = follow((stop) => subscribe<{ readonly machine: Machine }>({ query }, stop), take);
