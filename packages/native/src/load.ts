import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defaultHost } from './host.js';
import type { Target } from './packed.js';
import type { Collectors } from './types.generated.js';

/** A collector's answer: its numbers in one row, its text in one string. */
export type PackedAnswer = readonly [numbers: Float64Array, text: string];

type Run<Name extends keyof Collectors, Answer> = (...args: Collectors[Name]['arguments']) => Answer;

/** What the compiled addon exports. A collector that this platform lacks is missing. */
export interface Binding {
  /** The numbers of the newest answer of `sync`. */
  readonly numbers: Float64Array;
  /** Collectors that run at once and answer with their text. */
  readonly sync: { readonly [Name in keyof Collectors]?: Run<Name, string> };
  /** Collectors that run on the thread pool. */
  readonly async: { readonly [Name in keyof Collectors]?: Run<Name, Promise<PackedAnswer>> };
  /** Collectors that run on a thread of their own. */
  readonly detached: Binding['async'];
  /** Calls back once when a process has ended. Gives a function that stops it, or a failure, packed. */
  watchProcessExit?(host: object | undefined, target: Target, ended: () => void): string | (() => void);
  /** Calls back with the numbers of what processes did, or with null where some of it was lost. */
  watchProcessEvents?(happened: (events: Float64Array | null) => void): string | (() => void);
  /** The attributes of a process that the system supports, as a set of bits. */
  readonly supportedAttributes: number;
  /** Whether readings take a host, whose pseudo files are read. */
  readonly hasPseudoFiles: boolean;
  describe(): Description;
  setDefaultHost(host: object): void;
}

/** The type of a value, as the addon declares it. */
export type Type =
  | { readonly kind: 'boolean' | 'count' | 'float' | 'int' | 'string' | 'timestamp' }
  | { readonly kind: 'list' | 'nullable'; readonly of: Type }
  | { readonly kind: 'enum' | 'record'; readonly name: string };

/** Everything that is declared in cpp/core, as data. */
export interface Description {
  readonly constants: Readonly<
    Record<string, readonly { readonly name: string; readonly number?: number; readonly doc?: string }[]>
  >;
  readonly records: Readonly<
    Record<
      string,
      {
        readonly doc: string;
        readonly internal: boolean;
        readonly sparse: boolean;
        readonly fields: readonly {
          readonly name: string;
          readonly doc: string;
          readonly optional: boolean;
          readonly type: Type;
        }[];
      }
    >
  >;
  readonly enums: Readonly<
    Record<string, { readonly doc: string; readonly internal: boolean; readonly values: readonly string[] }>
  >;
  readonly collectors: Readonly<
    Record<
      string,
      {
        readonly doc: string;
        readonly supported: boolean;
        readonly arguments: readonly string[];
        readonly returns: Type;
      }
    >
  >;
}

function load(): Binding {
  const require = createRequire(import.meta.url);
  const folder = fileURLToPath(new URL('..', import.meta.url));
  try {
    return require('node-gyp-build')(folder) as Binding;
  } catch (cause) {
    const target = `${process.platform}-${process.arch}`;
    throw new Error(
      `@psutil/native has no binary for ${target} that loads here. Build it with "npm rebuild @psutil/native", which needs Python 3, make and a C++ compiler.`,
      { cause },
    );
  }
}

function prepare(binding: Binding): Binding {
  binding.setDefaultHost(defaultHost);
  return binding;
}

/** The compiled addon, of this environment. */
export const binding = prepare(load());
