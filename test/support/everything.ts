/** What became of a call of everything that an entry exports. */
export interface Called {
  /** The functions, and the methods as `Process.name`. */
  readonly names: readonly string[];
  /** What failed, and how. */
  readonly failed: readonly string[];
}

/**
 * Calls every function of an entry, and every method of its `Process` on this process, but for those that would end
 * it. Its text can be a part of a script, as it needs nothing beside itself.
 */
export async function callEverything(entry: Readonly<Record<string, unknown>>): Promise<Called> {
  type Call = (...args: unknown[]) => unknown;
  const isClass = (value: unknown) => /^class\b/.test(String(value));
  const args: Record<string, unknown[]> = {
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
  // Methods that only another system has, and what would end this program, or wait for its end.
  const others = ['numHandles', 'suspend', 'terminate', 'kill', 'killTree', 'wait'];
  const calls = new Map<string, Call>();
  for (const [name, value] of Object.entries(entry)) {
    if (typeof value === 'function' && !isClass(value) && !others.includes(name)) calls.set(name, value as Call);
  }
  const Process = entry['Process'] as (new () => Record<string, unknown>) | undefined;
  const self = Process ? new Process() : Object.create(Object.prototype);
  for (let each = Object.getPrototypeOf(self); each && each !== Object.prototype; each = Object.getPrototypeOf(each)) {
    for (const name of Object.getOwnPropertyNames(each)) {
      const call: Call = (...given) => (typeof self[name] === 'function' ? self[name](...given) : self[name]);
      if (!['constructor', 'sibling', ...others].includes(name)) calls.set(`Process.${name}`, call);
    }
  }
  const failed: string[] = [];
  for (const [name, call] of calls) {
    try {
      const answer = (await call(...(args[name] ?? []))) as Partial<Iterable<unknown> & AsyncIterable<unknown>> | null;
      if (answer?.[Symbol.asyncIterator]) for await (const _ of answer as AsyncIterable<unknown>);
      if (answer?.[Symbol.iterator]) [...(answer as Iterable<unknown>)];
    } catch (error) {
      failed.push(`${name}: ${error}`);
    }
  }
  return { names: [...calls.keys()], failed };
}
