import { attributeNames } from '@psutil/process';
import fc from 'fast-check';
import { absentPid } from '../support/arguments.ts';
import { root } from '../support/run.ts';

/** The error that the getters and proxies among the arguments throw. */
export class ArgumentError extends Error {}

const fail = () => {
  throw new ArgumentError('an argument threw this error');
};

/** A value that fast-check cannot handle itself: it is created when the function is called. */
class Lazy {
  readonly create: () => unknown;

  constructor(create: () => unknown) {
    this.create = create;
  }

  /** fast-check prints it in counterexamples. */
  [fc.toStringMethod](): string {
    return `(${this.create})()`;
  }
}

/** Replaces the lazy values in arguments and in their options. */
export function resolve(value: unknown): unknown {
  if (value instanceof Lazy) return value.create();
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(each)]));
}

const traps = { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail };

const hostile: readonly (() => unknown)[] = [
  () => new Proxy({}, traps),
  () => new Proxy([], { get: fail }),
  () => Object.defineProperty({}, 'host', { get: fail, enumerable: true }),
  () => Object.defineProperty([0], 0, { get: fail }),
  () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
  () => ({ [Symbol.iterator]: fail }),
  () => Object.create(null),
  () => JSON.parse('{"__proto__": {"host": {"proc": 1}}}'),
  () => new Proxy(() => {}, {}),
  () => Promise.resolve(1),
];

const values: readonly unknown[] = [
  ...[undefined, null, true, false, Symbol('symbol'), 1n, -1n, () => {}, class {}],
  ...[
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    0,
    -1,
    0.5,
    1e-9,
    7,
    2 ** 31,
    2 ** 32,
    2 ** 53,
  ],
  ...[
    Number.MAX_VALUE,
    '',
    '\0',
    '/\0',
    '\uD800',
    '1',
    'x'.repeat(100_000),
    '/',
    '.',
    '/nowhere',
    'all',
    'tcp',
    'unix',
    'rss',
  ],
  ...['SIGTERM', 'SIGNOPE', 'name', 'cpuPercent', '__proto__', 'constructor', [], [0], [1, 2], [0, Number.NaN], [null]],
  ...[
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [2 ** 64, 1],
    ['pid', 'name'],
    ['__proto__'],
    [...attributeNames],
  ],
  ...[AbortSignal.abort(), {}, { signal: 9 }, new Date(Number.NaN), new Map(), new Uint8Array(3), /x/, new Error('x')],
];

/** Any value, often one that functions accept or that is hard to handle. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: fc.constantFrom(...hostile.map((create) => new Lazy(create))) },
  {
    weight: 2,
    arbitrary: fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.double() },
);

/** A time, in seconds, that is short or invalid, as a valid one is waited for. */
export const shortTime: fc.Arbitrary<unknown> = fc.constantFrom(
  ...[
    0,
    -0,
    0.001,
    1e-9,
    0.01,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    '1',
    1n,
    null,
    true,
    Symbol('symbol'),
  ],
);

const directory = fc.oneof(
  fc.constantFrom('/', '/nowhere', '//', 'relative', '', `${root}test/fixtures/linux-6.18/proc`),
  anyValue,
);
const host = fc.oneof(
  fc.record(
    {
      proc: directory,
      sys: directory,
      etc: directory,
      run: directory,
      root: directory,
      pageSize: anyValue,
      clockTick: anyValue,
    },
    { requiredKeys: [] },
  ),
  anyValue,
);

const flags = [
  'all',
  'grouped',
  'logical',
  'namespaces',
  'nowrap',
  'percpu',
  'perdisk',
  'pernic',
  'recursive',
] as const;
const others = ['attrs', 'callback', 'cgroup', 'encoding', 'kind', 'memtype', 'signal', 'unknown'] as const;
const same = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
  Object.fromEntries(names.map((name) => [name, value]));
const optionValues = new Map<string, fc.Arbitrary<unknown>>(
  Object.entries({
    ...same(flags, fc.oneof(fc.boolean(), anyValue)),
    ...same(others, anyValue),
    // It is returned in place of values.
    adValue: fc.constantFrom(null, 0, 'none', []),
    host,
    interval: shortTime,
    timeout: shortTime,
  }),
);

/** Options: up to two of the given names, or of those of all functions. */
export const optionsOf = (names: readonly string[] = [...optionValues.keys()]): fc.Arbitrary<object> =>
  fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 2 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, optionValues.get(name) ?? anyValue]))));

const pids = [process.pid, 1, 0, -1, absentPid, 2 ** 31, 2 ** 53];
const first = fc.constantFrom<unknown>(...pids, '/', '.', '/nowhere', 'SIGCONT', 'pids', 7, 99, [0]);

/** Lists of arguments of a function that accepts the given options. */
export function argumentsOf(names?: readonly string[]): fc.Arbitrary<unknown[]> {
  const options = optionsOf(names);
  return fc.oneof(
    fc.tuple(options),
    fc.tuple(first),
    fc.tuple(first, options),
    fc.array(fc.oneof(optionsOf(), anyValue), { maxLength: 3 }),
  );
}
