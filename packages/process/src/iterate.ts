import type { Host, HostOption } from '@psutil/native';
import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { ProcessRow } from '@psutil/native/internal/records';
import { iterateYielding } from '@psutil/native/internal/time-slice';
import { type AttributeName, type AttributesOf, type AttributesOption, bitsOf, checkAttributes } from './attributes.js';
import { Identity } from './identity.js';
import { Process } from './process.js';
import { Process as AsyncProcess } from './process-async.js';
import { attributesOf, requireRow } from './process-row.js';

/** Options of {@link processIter}. */
export interface ProcessIterOptions<A extends AttributeName, D> extends AttributesOption<A, D>, HostOption {}

/** A process of an iteration; with `attrs` it carries what was read. */
export type IteratedProcess<P, A extends AttributeName, D> = [A] extends [never]
  ? P
  : P & { readonly info: AttributesOf<A, D> };

interface Query {
  readonly host: Host | undefined;
  readonly names: readonly AttributeName[] | undefined;
  readonly bits: number;
  readonly adValue: unknown;
}

function check(options: ProcessIterOptions<AttributeName, unknown> | undefined): Query {
  const host = resolveHost(options);
  const { attrs = null, adValue = null } = options ?? {};
  const names = attrs === null ? undefined : checkAttributes(attrs);
  const bits = bitsOf([...new Set<AttributeName>(['createTime', ...(names ?? [])])]);
  return { host, names, bits, adValue };
}

interface Entry<P> {
  readonly process: P;
  readonly identity: Identity;
}

function deleteOthers(known: Map<number, Entry<unknown>>, rows: readonly ProcessRow[]): void {
  const listed = new Set(rows.map(({ pid }) => pid));
  for (const pid of known.keys()) if (!listed.has(pid)) known.delete(pid);
}

/** The objects that stand for the processes of this machine, so that each has one as long as it lives. */
class Instances<P extends { readonly pid: number }> {
  readonly #make: (identity: Identity) => P;
  readonly #known = new Map<number, Entry<P>>();

  constructor(make: (identity: Identity) => P) {
    this.#make = make;
  }

  /** The process of each row, in their order; objects of processes that are no longer listed are forgotten. */
  *of(rows: readonly ProcessRow[], { host, names, adValue }: Query): Generator<P> {
    const known = host ? new Map<number, Entry<P>>() : this.#known;
    deleteOthers(known, rows);
    for (const row of rows) {
      const { process, identity } = this.#entry(known, requireRow(row), host);
      identity.name = row.info.name ?? identity.name;
      yield names
        ? Object.assign(process, { info: attributesOf(row, names, adValue, identity.cpuPercentTracker) })
        : process;
    }
  }

  #entry(known: Map<number, Entry<P>>, row: ProcessRow, host: Host | undefined): Entry<P> {
    const earlier = known.get(row.pid);
    if (earlier && earlier.identity.start === row.start) return earlier;
    const identity = new Identity(row, host);
    const entry = { process: this.#make(identity), identity };
    known.set(row.pid, entry);
    return entry;
  }
}

const instances = new Instances((identity) => new Process(identity));
const asyncInstances = new Instances((identity) => new AsyncProcess(identity));

/**
 * All processes that this user may see, by pid. Each is the same object at every iteration as long as it lives. With
 * `attrs`, these attributes of all processes are read in one pass, and each process carries them as its `info`; what
 * is refused, lost with a zombie or not supported here, is `adValue` there. It can be iterated with `for await` too:
 * then the pass runs on the thread pool.
 *
 * Linux: /proc. A process that ends during the pass is left out.
 */
export function processIter<A extends AttributeName = never, D = null>(
  options?: ProcessIterOptions<A, D>,
): Iterable<IteratedProcess<Process, A, D>> & AsyncIterable<IteratedProcess<Process, A, D>> {
  type Each = IteratedProcess<Process, A, D>;
  const query = check(options);
  return {
    *[Symbol.iterator]() {
      yield* instances.of(syncExecutor.collect('processes', query.host, query.bits), query) as Iterable<Each>;
    },
    async *[Symbol.asyncIterator]() {
      const rows = await asyncExecutor.collect('processes', query.host, query.bits);
      yield* iterateYielding(instances.of(rows, query) as Iterable<Each>);
    },
  };
}

/** All processes that this user may see, by pid: `processIter` of `@psutil/process`, read on the thread pool. */
export function processIterAsync<A extends AttributeName = never, D = null>(
  options?: ProcessIterOptions<A, D>,
): AsyncIterable<IteratedProcess<AsyncProcess, A, D>> {
  const query = check(options);
  return {
    async *[Symbol.asyncIterator]() {
      const rows = await asyncExecutor.collect('processes', query.host, query.bits);
      yield* iterateYielding(asyncInstances.of(rows, query) as Iterable<IteratedProcess<AsyncProcess, A, D>>);
    },
  };
}
