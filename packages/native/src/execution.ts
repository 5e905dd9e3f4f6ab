import { decoders, elementDecoders } from './decode.generated.js';
import { NotSupported, toError } from './errors.js';
import { binding, type PackedResult } from './load.js';
import { Packed } from './packed.js';
import type { Collectors } from './types.generated.js';

export type { Attributes, Target, Targets } from './arguments.js';

/** The name of a collector. */
export type CollectorName = keyof Collectors;
type Arguments<Name extends CollectorName> = Collectors[Name]['arguments'];
type Returned<Name extends CollectorName> = Collectors[Name]['returns'];

/** How a function runs: on the JavaScript thread, or on the thread pool, with a promise for the result. */
export type Mode = 'sync' | 'async';

/** The result of a function in a mode: the value, or a promise of the value. */
export type Result<M extends Mode, T> = M extends 'sync' ? T : Promise<T>;

/** Runs collectors in one mode. A function that is written for an executor exists in both modes. */
export interface Executor<M extends Mode> {
  readonly mode: M;
  /** Returns the result of a function. What the function throws rejects the promise of an asynchronous executor. */
  run<T>(work: () => T | Result<M, T>): Result<M, T>;
  /** Runs a collector. */
  collect<Name extends CollectorName>(name: Name, ...args: Arguments<Name>): Result<M, Returned<Name>>;
  /** Runs a collector that reads one process. Errors include the name of the process, if it is known. */
  collectOf<Name extends CollectorName>(
    processName: string | null,
    name: Name,
    ...args: Arguments<Name>
  ): Result<M, Returned<Name>>;
  /** Applies a function to a result. */
  map<T, U>(result: Result<M, T>, apply: (value: T) => U): Result<M, U>;
  /** Applies a function that returns a result itself. */
  chain<T, U>(result: Result<M, T>, next: (value: T) => Result<M, U>): Result<M, U>;
}

function checkFailure(from: Packed, processName: string | null): void {
  const failed = from.flag();
  if (failed) throw toError(decoders.failure(from), processName);
}

function unpack<Name extends CollectorName>(name: Name, from: Packed, processName: string | null): Returned<Name> {
  checkFailure(from, processName);
  return decoders[name](from);
}

/** Unpacks a result and yields to the event loop while it decodes a long list. */
async function unpackYielding<Name extends CollectorName>(
  name: Name,
  from: Packed,
  processName: string | null,
): Promise<Returned<Name>> {
  checkFailure(from, processName);
  const element = elementDecoders[name];
  return element ? ((await from.listYielding(element)) as Returned<Name>) : decoders[name](from);
}

/** Runs collectors on the JavaScript thread. */
export const syncExecutor: Executor<'sync'> = {
  mode: 'sync',
  run: (work) => work(),
  collect: (name, ...args) => syncExecutor.collectOf(null, name, ...args),
  collectOf(processName, name, ...args) {
    const addon = binding();
    const run = addon.sync[name] as ((...args: unknown[]) => string) | undefined;
    if (!run) throw new NotSupported(name);
    const text = run(...args);
    return unpack(name, new Packed(addon.numbers, text), processName);
  },
  map: (value, apply) => apply(value),
  chain: (value, next) => next(value),
};

async function collectAsync<Name extends CollectorName>(
  kind: 'async' | 'detached',
  name: Name,
  args: Arguments<Name>,
  processName: string | null = null,
): Promise<Returned<Name>> {
  const run = binding()[kind][name] as ((...args: unknown[]) => Promise<PackedResult>) | undefined;
  if (!run) throw new NotSupported(name);
  return unpackYielding(name, new Packed(...(await run(...args))), processName);
}

/** Runs collectors on the thread pool. */
export const asyncExecutor: Executor<'async'> = {
  mode: 'async',
  run: async (work) => work(),
  collect: (name, ...args) => collectAsync('async', name, args),
  collectOf: (processName, name, ...args) => collectAsync('async', name, args, processName),
  map: (result, apply) => result.then(apply),
  chain: (result, next) => result.then(next),
};

/**
 * Runs a collector on a detached thread, for system calls that may never return. The thread does not keep the program
 * alive.
 */
export const collectDetached = <Name extends CollectorName>(
  name: Name,
  ...args: Arguments<Name>
): Promise<Returned<Name>> => collectAsync('detached', name, args);
