/** What is told of an error. */
export interface Told {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly pid?: number | null;
  readonly processName?: string | null;
  readonly ppid?: number | null;
  readonly cause?: { readonly code: string; readonly errno: number; readonly syscall: string; readonly path?: string };
}

/** What became of a call: one of the two. */
export interface Outcome {
  readonly value?: unknown;
  readonly error?: Told;
}

/** What becomes of a call, whichever way it answers, as plain data. Its text can be a part of a script. */
export async function outcome(call: () => unknown): Promise<Outcome> {
  type Any = Error & { code?: string; cause?: Any; [name: string]: unknown };
  const tell = ({ name, message, code, pid, processName, ppid, errno, syscall, path, cause }: Any): unknown => ({
    ...{ name, message, code, pid, processName, ppid, errno, syscall, path },
    ...(cause ? { cause: tell(cause) } : {}),
  });
  try {
    return { value: await call() };
  } catch (error) {
    return JSON.parse(JSON.stringify({ error: tell(error as Any) }));
  }
}

/** The error that a call ends with. */
export async function failure(call: () => unknown): Promise<Told> {
  const { error, value } = await outcome(call);
  if (!error) throw new Error(`it did not fail, but gave ${JSON.stringify(value)}`);
  return error;
}

/** The names of an object's own and inherited methods that are for users. Its text can be a part of a script. */
export function methodsOf(object: object): string[] {
  const inner = ['constructor', 'sibling'];
  const names = new Set<string>();
  for (let each = object; each !== Object.prototype; each = Object.getPrototypeOf(each)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
      if (typeof value === 'function' && !inner.includes(name)) names.add(name);
    }
  }
  return [...names].sort();
}
