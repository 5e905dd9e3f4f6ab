/** The outcome of calling everything that an entry exports. */
export interface Called {
  /** Names of the called functions, and of the called methods as `Process.name`. */
  readonly names: readonly string[];
  /** The calls that failed, as `name: error`. */
  readonly failed: readonly string[];
}

/**
 * Calls every function of an entry, and every method of its `Process` on this process, except those that would end
 * it. Tests insert the source text of this function into scripts, so it must not refer to anything outside itself.
 */
export async function callEverything(entry: Readonly<Record<string, unknown>>): Promise<Called> {
  type Call = (...args: unknown[]) => unknown;
  const isClass = (value: unknown) => /^class\b/.test(String(value));
  const callArguments: Record<string, unknown[]> = {
    diskUsage: ['/'],
    pidExists: [process.pid],
    supports: ['pids'],
    processIter: [{ attrs: entry['attributeNames'] }],
    processEvents: [{ signal: AbortSignal.abort() }],
    waitProcs: [[]],
    'Process.children': [{ recursive: true }],
    'Process.rlimit': [entry['RLIMIT_CORE']],
    'Process.sendSignal': [0],
  };
  // Methods that exist on other systems only, and those that end this process or wait for its exit.
  const skipped = ['numHandles', 'winServiceIter', 'winServiceGet', 'suspend', 'terminate', 'kill', 'killTree', 'wait'];
  const calls = new Map<string, Call>();
  for (const [name, value] of Object.entries(entry)) {
    if (typeof value === 'function' && !isClass(value) && !skipped.includes(name)) calls.set(name, value as Call);
  }
  const Process = entry['Process'] as (new () => Record<string, unknown>) | undefined;
  const self = Process ? new Process() : Object.create(Object.prototype);
  for (let each = Object.getPrototypeOf(self); each && each !== Object.prototype; each = Object.getPrototypeOf(each)) {
    for (const name of Object.getOwnPropertyNames(each)) {
      const call: Call = (...args) => (typeof self[name] === 'function' ? self[name](...args) : self[name]);
      if (!['constructor', 'sibling', ...skipped].includes(name)) calls.set(`Process.${name}`, call);
    }
  }
  const failed: string[] = [];
  for (const [name, call] of calls) {
    try {
      const result = (await call(...(callArguments[name] ?? []))) as Partial<
        Iterable<unknown> & AsyncIterable<unknown>
      > | null;
      if (result?.[Symbol.asyncIterator]) for await (const _ of result as AsyncIterable<unknown>);
      if (result?.[Symbol.iterator]) [...(result as Iterable<unknown>)];
    } catch (error) {
      failed.push(`${name}: ${error}`);
    }
  }
  return { names: [...calls.keys()], failed };
}
