import { PsutilError } from '@psutil/native';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { ArgumentError } from './arguments.ts';

/** The outcome of a call. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Calls a function, awaits its result and reads the result if it is iterable. */
export async function outcomeOf(call: () => unknown): Promise<Outcome> {
  try {
    const value = await call();
    return { value: await contents(value) };
  } catch (error) {
    return { error };
  }
}

const hasMethod = <Name extends PropertyKey>(value: unknown, name: Name): value is Record<Name, () => never> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';

async function contents(value: unknown): Promise<unknown> {
  if (hasMethod(value, 'sample')) return (value as { sample(): unknown }).sample();
  if (hasMethod(value, 'return')) {
    await (value as { return(): unknown }).return();
    return null;
  }
  if (Array.isArray(value)) return value;
  if (hasMethod(value, Symbol.iterator)) return [...(value as Iterable<unknown>)];
  if (!hasMethod(value, Symbol.asyncIterator)) return value;
  const list: unknown[] = [];
  for await (const item of value as unknown as AsyncIterable<unknown>) list.push(item);
  return list;
}

/** Messages of errors that JavaScript throws itself, which name no argument. */
const internal =
  /^Cannot (read|set|convert|mix|destructure|use|perform)|is not (a function|iterable|a constructor)|serialize a BigInt|Invalid (time|array)|Unknown failure|call stack| is undefined$/;

/** Returns why an error is not one that the API documents, or nothing. */
function errorProblem(error: unknown): string | undefined {
  if (error instanceof ArgumentError || (error as { name?: unknown })?.name === 'AbortError') return undefined;
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (error instanceof PsutilError && typeof code === 'string' && code.startsWith('ERR_')) return undefined;
  if (typeof code === 'string' && typeof syscall === 'string') return undefined;
  const isArgumentError = error instanceof TypeError || error instanceof RangeError;
  return isArgumentError && !internal.test(error.message) ? undefined : `threw an undocumented error: ${error.stack}`;
}

/** Returns why a value is not plain data, or nothing. */
function valueProblem(value: unknown, mayBeInfinite: boolean, path = 'the value'): string | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return undefined;
  if (value === Number.POSITIVE_INFINITY && mayBeInfinite) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? `${path} has a surrogate` : undefined;
  if (typeof value !== 'object') return `${path} is a ${typeof value}`;
  if (value instanceof Process || value instanceof AsyncProcess) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const problem = valueProblem(item, mayBeInfinite, `${path}.${key}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Returns why an outcome is not a value of plain data or a documented error, or nothing. */
export const problemOf = (outcome: Outcome, mayBeInfinite = false): string | undefined =>
  'error' in outcome ? errorProblem(outcome.error) : valueProblem(outcome.value, mayBeInfinite);

/** Returns the class and the message of the error of an outcome, or nothing. */
export function errorOf(outcome: Outcome): string | undefined {
  if (!('error' in outcome)) return undefined;
  const { name, message } = outcome.error as Error;
  return `${name}: ${message}`;
}

/** Returns the names of the options of a function, which the error for an unknown option lists; nothing without any. */
export async function optionNames(call: (...args: unknown[]) => unknown): Promise<string[] | undefined> {
  for (const required of [[], ['/'], [1]]) {
    const message = errorOf(await outcomeOf(() => call(...required, { '': 0 })));
    const names = /^TypeError: unknown option "": expected (.+)$/.exec(message ?? '')?.[1];
    if (names !== undefined) return names.split(', ');
  }
  return undefined;
}
