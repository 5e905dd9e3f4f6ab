import type { Host, HostOption } from '@psutil/native';
import { asyncExecutor, type Mode, syncExecutor } from '@psutil/native/internal/execution';
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

/** A process of an iteration; with `attrs`, it has the attributes as `info`. */
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
  const host = resolveHost(options, ['attrs', 'adValue']);
  const { attrs = null, adValue = null } = options ?? {};
  const names = attrs === null ? undefined : checkAttributes(attrs);
  const bits = bitsOf([...new Set<AttributeName>(['createTime', ...(names ?? [])])]);
  return { host, names, bits, adValue };
}

interface Entry<P> {
  readonly process: P;
  readonly identity: Identity;
}

function deleteOthers(entries: Map<number, Entry<unknown>>, rows: readonly ProcessRow[]): void {
  const listed = new Set(rows.map(({ pid }) => pid));
  for (const pid of entries.keys()) if (!listed.has(pid)) entries.delete(pid);
}

/** The objects that represent the processes of this machine: each process has one while it exists. */
class Instances<P extends { readonly pid: number }> {
  readonly #make: (identity: Identity) => P;
  readonly #entries = new Map<number, Entry<P>>();

  constructor(make: (identity: Identity) => P) {
    this.#make = make;
  }

  /** Yields the process of each row, in order, and deletes the objects of processes that are no longer listed. */
  *of(rows: readonly ProcessRow[], { host, names, adValue }: Query): Generator<P> {
    const entries = host ? new Map<number, Entry<P>>() : this.#entries;
    deleteOthers(entries, rows);
    for (const row of rows) {
      const { process, identity } = this.#entry(entries, requireRow(row), host);
      identity.name = row.info.name ?? identity.name;
      if (names === undefined) yield process;
      // An object of its own, so that a later iteration does not change the attributes of this one.
      else
        yield Object.assign(this.#make(identity), {
          info: attributesOf(row, names, adValue, identity.cpuPercentTracker),
        });
    }
  }

  #entry(entries: Map<number, Entry<P>>, row: ProcessRow, host: Host | undefined): Entry<P> {
    const earlier = entries.get(row.pid);
    if (earlier && earlier.identity.start === row.start) return earlier;
    const identity = new Identity(row, host);
    const entry = { process: this.#make(identity), identity };
    entries.set(row.pid, entry);
    return entry;
  }
}

const instances = new Instances((identity) => new Process(identity));
const asyncInstances = new Instances((identity) => new AsyncProcess(identity));

interface ProcessIterFunction<M extends Mode> {
  /**
   * Iterates over all processes that are visible to this user, in ascending order of PIDs. Without `attrs` it yields the
   * same object for a process each time. With `attrs`, these attributes of all processes are read in one pass, and each
   * process is an object of its own with them as its `info`, in which `adValue` replaces attributes that are denied, lost
   * with a zombie or not supported. `for await` reads on the thread pool.
   *
   * Linux: /proc. A process that ends during the pass is omitted.
   */
  <A extends AttributeName = never, D = null>(
    options?: ProcessIterOptions<A, D>,
  ): M extends 'sync'
    ? Iterable<IteratedProcess<Process, A, D>> & AsyncIterable<IteratedProcess<Process, A, D>>
    : AsyncIterable<IteratedProcess<AsyncProcess, A, D>>;
}

async function* iterateAsync<P extends { readonly pid: number }>(instances: Instances<P>, query: Query) {
  const rows = await asyncExecutor.collect('processes', query.host, query.bits);
  yield* iterateYielding(instances.of(rows, query));
}

function processIterSync(options?: ProcessIterOptions<AttributeName, unknown>) {
  const query = check(options);
  return {
    [Symbol.iterator]: () => instances.of(syncExecutor.collect('processes', query.host, query.bits), query),
    [Symbol.asyncIterator]: () => iterateAsync(instances, query),
  };
}

function processIterOnPool(options?: ProcessIterOptions<AttributeName, unknown>) {
  const query = check(options);
  return { [Symbol.asyncIterator]: () => iterateAsync(asyncInstances, query) };
}

export const processIter = processIterSync as unknown as ProcessIterFunction<'sync'>;
export const processIterAsync = processIterOnPool as unknown as ProcessIterFunction<'async'>;
