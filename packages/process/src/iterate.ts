import type { Host, HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, syncExecutor } from '@psutil/native/internal/execution';
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

/** A process that {@link processIter} yields; with `attrs`, the attributes are its `info`. */
export type IteratedProcess<P, A extends AttributeName, D> = [A] extends [never]
  ? P
  : P & { readonly info: AttributesOf<A, D> };

/** Validated options of {@link processIter}. */
interface Query {
  readonly host: Host | undefined;
  readonly names: readonly AttributeName[] | undefined;
  readonly bits: number;
  readonly adValue: unknown;
}

function checkQuery(options: ProcessIterOptions<AttributeName, unknown> | undefined): Query {
  const host = resolveHost(options, ['attrs', 'adValue']);
  const { attrs = null, adValue = null } = options ?? {};
  const names = attrs === null ? undefined : checkAttributes(attrs);
  const bits = bitsOf([...new Set<AttributeName>(['createTime', ...(names ?? [])])]);
  return { host, names, bits, adValue };
}

interface CacheEntry<P> {
  readonly process: P;
  readonly identity: Identity;
}

function deleteUnlisted(entries: Map<number, CacheEntry<unknown>>, rows: readonly ProcessRow[]): void {
  const pids = new Set(rows.map(({ pid }) => pid));
  for (const pid of entries.keys()) if (!pids.has(pid)) entries.delete(pid);
}

/** Caches one object for each process of the default host. Processes of other hosts are not cached. */
class ProcessCache<P extends { readonly pid: number }> {
  readonly #create: (identity: Identity) => P;
  readonly #entries = new Map<number, CacheEntry<P>>();

  constructor(create: (identity: Identity) => P) {
    this.#create = create;
  }

  /** Yields the process of each row and deletes the entries of processes that have terminated. */
  *processesOf(rows: readonly ProcessRow[], { host, names, adValue }: Query): Generator<P> {
    const entries = host ? new Map<number, CacheEntry<P>>() : this.#entries;
    deleteUnlisted(entries, rows);
    for (const row of rows) {
      const { process, identity } = this.#entryOf(entries, requireRow(row), host);
      identity.name = row.info.name ?? identity.name;
      if (names === undefined) {
        yield process;
      } else {
        // A new object with the identity of the cached one: later iterations must not change its info.
        const info = attributesOf(row, names, adValue, identity.cpuPercentTracker);
        yield Object.assign(this.#create(identity), { info });
      }
    }
  }

  #entryOf(entries: Map<number, CacheEntry<P>>, row: ProcessRow, host: Host | undefined): CacheEntry<P> {
    const cached = entries.get(row.pid);
    if (cached && cached.identity.start === row.start) return cached;
    const identity = new Identity(row, host);
    const entry = { process: this.#create(identity), identity };
    entries.set(row.pid, entry);
    return entry;
  }
}

/** The iterable of a mode. */
type ProcessIterable<M extends Mode, P> = M extends 'sync' ? Iterable<P> & AsyncIterable<P> : AsyncIterable<P>;

function define<P extends Process | AsyncProcess, M extends Mode>(
  { mode }: Executor<M>,
  create: (identity: Identity) => P,
): <A extends AttributeName, D>(options?: ProcessIterOptions<A, D>) => ProcessIterable<M, IteratedProcess<P, A, D>> {
  const cache = new ProcessCache<P>(create);
  return function processIter<A extends AttributeName, D>(options?: ProcessIterOptions<A, D>) {
    const query = checkQuery(options);
    const { host, bits } = query;
    const asyncIterable = {
      async *[Symbol.asyncIterator]() {
        const rows = await asyncExecutor.collect('processes', host, bits);
        yield* iterateYielding(cache.processesOf(rows, query));
      },
    };
    const iterate = () => cache.processesOf(syncExecutor.collect('processes', host, bits), query);
    const iterable = mode === 'async' ? asyncIterable : { ...asyncIterable, [Symbol.iterator]: iterate };
    return iterable as unknown as ProcessIterable<M, IteratedProcess<P, A, D>>;
  };
}

/**
 * Iterates over all processes that are visible to this user, in ascending order of PIDs. A process that terminates
 * during the iteration is omitted.
 *
 * Without `attrs`, every iteration yields the same object for a process. With `attrs`, the attributes of all processes
 * are read in one pass, and every iteration yields new objects with the attributes as `info`. `adValue` replaces
 * attributes that fail with `AccessDenied`, `ZombieProcess`, `NotSupported` or `ERR_TOO_LARGE`.
 *
 * `for await` reads on the thread pool; the iterable of `@psutil/process/promises` supports only `for await`.
 *
 * Linux, SunOS: /proc. macOS, FreeBSD: sysctl kern.proc. Windows: NtQuerySystemInformation().
 *
 * @example
 * import { processIter } from '@psutil/process';
 * import * as promises from '@psutil/process/promises';
 *
 * for (const { pid, info } of processIter({ attrs: ['name', 'memoryInfo'] })) {
 *   console.log(pid, info.name, info.memoryInfo?.rss);
 * }
 * for await (const process of promises.processIter()) console.log(process.pid);
 */
export const processIter: <A extends AttributeName = never, D = null>(
  options?: ProcessIterOptions<A, D>,
) => Iterable<IteratedProcess<Process, A, D>> & AsyncIterable<IteratedProcess<Process, A, D>> = define(
  syncExecutor,
  (identity) => new Process(identity),
);

export const processIterAsync: <A extends AttributeName = never, D = null>(
  options?: ProcessIterOptions<A, D>,
) => AsyncIterable<IteratedProcess<AsyncProcess, A, D>> = define(
  asyncExecutor,
  (identity) => new AsyncProcess(identity),
);
