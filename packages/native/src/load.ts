import * as addon from '../binding.cjs';
import type { Target } from './arguments.js';
import { defaultHost } from './default-host.js';
import { loadError } from './load-error.js';
import type { Collectors } from './types.generated.js';

/** A packed result: its numbers in one array, its text in one string. */
export type PackedResult = readonly [numbers: Float64Array, text: string];

type Run<Name extends keyof Collectors, Returned> = (...args: Collectors[Name]['arguments']) => Returned;

/** The exports of the compiled addon. Collectors that the platform does not support are missing. */
export interface Binding {
  /** The numbers of the last result of a collector of `sync`. */
  readonly numbers: Float64Array;
  /** Collectors that run on the JavaScript thread and return the text of the result. */
  readonly sync: { readonly [Name in keyof Collectors]?: Run<Name, string> };
  /** Collectors that run on the thread pool. */
  readonly async: { readonly [Name in keyof Collectors]?: Run<Name, Promise<PackedResult>> };
  /** Collectors that run on a detached thread. */
  readonly detached: Binding['async'];
  /**
   * Calls back once when a process has ended, with its exit code where the system tells it to any program. Returns a
   * function that stops the watch, or a packed failure.
   */
  watchProcessExit?(
    host: object | undefined,
    target: Target,
    onExit: (exitCode: Float64Array | null) => void,
  ): string | (() => void);
  /** Calls back with the numbers of process events, or with null where some were lost. */
  watchProcessEvents?(onEvents: (events: Float64Array | null) => void): string | (() => void);
  /** The process attributes that the platform supports, as bits. */
  readonly supportedAttributes: number;
  /** Whether the platform has pseudo files, and so the option `host`. */
  readonly hasPseudoFiles: boolean;
  describe(): Description;
  setDefaultHost(host: object): void;
}

/** The declared type of a value. */
export type Type =
  | { readonly kind: 'boolean' | 'count' | 'float' | 'int' | 'string' | 'timestamp' }
  | { readonly kind: 'list' | 'nullable'; readonly of: Type }
  | { readonly kind: 'enum' | 'record'; readonly name: string };

/** A record that is computed from two readings of another record. */
export interface Derivation {
  readonly name: string;
  readonly doc: string;
  /** Percentages of the sum of all fields, or rates per second. */
  readonly kind: 'percentages' | 'rates';
  /** Names of the fields that the record has; all of them if this is empty. */
  readonly only: readonly string[];
  /** A further field, and the field that it is computed from. */
  readonly extra?: { readonly name: string; readonly source: string; readonly doc: string };
}

interface FieldDescription {
  readonly name: string;
  readonly doc: string;
  readonly optional: boolean;
  readonly type: Type;
  /** Name of the field that contains this one. */
  readonly partOf?: string;
}

interface RecordDescription {
  readonly doc: string;
  readonly internal: boolean;
  readonly sparse: boolean;
  readonly fields: readonly FieldDescription[];
  readonly derived?: readonly Derivation[];
}

interface EnumDescription {
  readonly doc: string;
  readonly internal: boolean;
  readonly values: readonly string[];
}

interface CollectorDescription {
  readonly doc: string;
  readonly supported: boolean;
  readonly arguments: readonly string[];
  readonly returns: Type;
}

interface ConstantDescription {
  readonly name: string;
  readonly number?: number;
  readonly doc?: string;
}

/** The declarations of cpp/core. */
export interface Description {
  readonly constants: Readonly<Record<string, readonly ConstantDescription[]>>;
  readonly records: Readonly<Record<string, RecordDescription>>;
  readonly enums: Readonly<Record<string, EnumDescription>>;
  readonly collectors: Readonly<Record<string, CollectorDescription>>;
}

function load(): Binding {
  try {
    const binding = addon.load() as Binding;
    binding.setDefaultHost(defaultHost);
    return binding;
  } catch (cause) {
    throw loadError(cause);
  }
}

let loaded: Binding | undefined;

/**
 * Returns the addon of this JavaScript environment. The first call loads it, so that an import is fast, and works where
 * no binary can be loaded.
 */
export function binding(): Binding {
  loaded ??= load();
  return loaded;
}
