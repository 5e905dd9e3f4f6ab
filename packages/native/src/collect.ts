import { decoders, elementDecoders } from './decode.generated.js';
import { NotSupported, toError } from './errors.js';
import { binding, type PackedAnswer } from './load.js';
import { Packed } from './packed.js';
import type { Collectors } from './types.generated.js';

export {
  type ConnectionKind,
  connectionKinds,
  connectionOf,
  type InetConnection,
  type OpenConnection,
  type UnixConnection,
} from './connections.js';
export { CounterUnwrapper, counterDeltas, percentOf, sumCounters } from './counters.js';
export { processFields } from './decode.generated.js';
export { toError } from './errors.js';
export { countersByName, grouped, objectFromEntries } from './group-by-name.js';
export { hostKey, resolveHost } from './host.js';
export type { Description, Type } from './load.js';
export type { Attributes, Target, Targets } from './packed.js';
export { createAsyncSampler, createSampler } from './sampler.js';
export { forEachYielding, iterateYielding, TimeSlice } from './time-slice.js';
export type * from './types.generated.js';
export { checkEnum, checkFlag, checkOptions, checkSeconds, checkString, longestWait } from './validate.js';
export { type RawProcessEvent, watchEnd, watchEvents } from './watch.js';

/** The name of a collector. */
export type CollectorName = keyof Collectors;
type Arguments<Name extends CollectorName> = Collectors[Name]['arguments'];
type Result<Name extends CollectorName> = Collectors[Name]['returns'];

/** Where work runs: at once on JavaScript's thread, or on the thread pool behind a promise. */
export type Mode = 'sync' | 'async';

/** What a caller gets: the value itself, or a promise of it. */
export type Answer<M extends Mode, T> = M extends 'sync' ? T : Promise<T>;

/** One of the two ways to run collectors. What is written over a way serves both entries of a package. */
export interface Executor<M extends Mode> {
  /** What a function gives, or throws, as an answer. */
  run<T>(work: () => T | Answer<M, T>): Answer<M, T>;
  /** Runs a collector. */
  collect<Name extends CollectorName>(name: Name, ...args: Arguments<Name>): Answer<M, Result<Name>>;
  /** Runs a collector about one process, whose name errors tell where it is known. */
  collectOf<Name extends CollectorName>(
    processName: string | null,
    name: Name,
    ...args: Arguments<Name>
  ): Answer<M, Result<Name>>;
  /** Derives a value from an answer, when it is there. */
  map<T, U>(answer: Answer<M, T>, derive: (value: T) => U): Answer<M, U>;
  /** Derives an answer from an answer, when it is there. */
  chain<T, U>(answer: Answer<M, T>, next: (value: T) => Answer<M, U>): Answer<M, U>;
}

/** Throws what a collector failed with. */
function checkFailure(from: Packed, processName: string | null): void {
  const failed = from.flag();
  if (failed) throw toError(decoders.failure(from), processName);
}

function unpack<Name extends CollectorName>(name: Name, from: Packed, processName: string | null): Result<Name> {
  checkFailure(from, processName);
  return decoders[name](from);
}

/** The same of what is awaited, where a long list is read with breaks. */
async function unpackYielding<Name extends CollectorName>(
  name: Name,
  from: Packed,
  processName: string | null,
): Promise<Result<Name>> {
  checkFailure(from, processName);
  const element = elementDecoders[name];
  return element ? ((await from.listYielding(element)) as Result<Name>) : decoders[name](from);
}

/** Runs collectors at once. */
export const syncExecutor: Executor<'sync'> = {
  run: (work) => work(),
  collect: (name, ...args) => syncExecutor.collectOf(null, name, ...args),
  collectOf(processName, name, ...args) {
    const run = binding.sync[name] as ((...args: unknown[]) => string) | undefined;
    if (!run) throw new NotSupported(name);
    const text = run(...args);
    return unpack(name, new Packed(binding.numbers, text), processName);
  },
  map: (value, derive) => derive(value),
  chain: (value, next) => next(value),
};

/** What a collector answers by a promise. */
async function awaited<Name extends CollectorName>(
  collectors: typeof binding.async,
  name: Name,
  args: Arguments<Name>,
  processName: string | null = null,
): Promise<Result<Name>> {
  const run = collectors[name] as ((...args: unknown[]) => Promise<PackedAnswer>) | undefined;
  if (!run) throw new NotSupported(name);
  return unpackYielding(name, new Packed(...(await run(...args))), processName);
}

/** Runs collectors on the thread pool. */
export const asyncExecutor: Executor<'async'> = {
  run: async (work) => work(),
  collect: (name, ...args) => awaited(binding.async, name, args),
  collectOf: (processName, name, ...args) => awaited(binding.async, name, args, processName),
  map: (answer, derive) => answer.then(derive),
  chain: (answer, next) => answer.then(next),
};

/**
 * Runs a collector on a thread of its own, for what the kernel may never answer. Such a thread does not keep the
 * program from ending.
 */
export const collectDetached = <Name extends CollectorName>(
  name: Name,
  ...args: Arguments<Name>
): Promise<Result<Name>> => awaited(binding.detached, name, args);

/** Whether this system has a collector. */
export function supports(name: string): boolean {
  return Object.hasOwn(binding.sync, name);
}

/** What is declared in cpp/core, as data: records, enumerations, collectors and whether this system has them. */
export const describe = (): import('./load.js').Description => binding.describe();
