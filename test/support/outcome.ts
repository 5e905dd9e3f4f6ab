/** The properties of an error, as plain data. */
export interface SerializedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly pid?: number | null;
  readonly processName?: string | null;
  readonly ppid?: number | null;
  readonly cause?: { readonly code: string; readonly errno: number; readonly syscall: string; readonly path?: string };
}

/** The outcome of a call: a value or an error. */
export interface Outcome {
  readonly value?: unknown;
  readonly error?: SerializedError;
}

/**
 * Returns the outcome of a synchronous or asynchronous call as plain data. Tests insert the source text of this
 * function into scripts, so it must not refer to anything outside itself.
 */
export async function outcome(call: () => unknown): Promise<Outcome> {
  type Any = Error & { code?: string; cause?: Any; [name: string]: unknown };
  const serialize = ({ name, message, code, pid, processName, ppid, errno, syscall, path, cause }: Any): unknown => ({
    ...{ name, message, code, pid, processName, ppid, errno, syscall, path },
    ...(cause ? { cause: serialize(cause) } : {}),
  });
  try {
    return { value: await call() };
  } catch (error) {
    return JSON.parse(JSON.stringify({ error: serialize(error as Any) }));
  }
}

/** Returns the error that a call throws or rejects with; throws if it succeeds. */
export async function failure(call: () => unknown): Promise<SerializedError> {
  const { error, value } = await outcome(call);
  if (!error) throw new Error(`expected an error, but the call returned ${JSON.stringify(value)}`);
  return error;
}

/**
 * Returns the sorted names of the public methods of an object, own and inherited. Tests insert the source text of this
 * function into scripts, so it must not refer to anything outside itself.
 */
export function methodsOf(object: object): string[] {
  const internal = ['constructor', 'sibling'];
  const names = new Set<string>();
  for (let each = object; each !== Object.prototype; each = Object.getPrototypeOf(each)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
      if (typeof value === 'function' && !internal.includes(name)) names.add(name);
    }
  }
  return [...names].sort();
}
