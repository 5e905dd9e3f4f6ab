import { effect, signal } from '@preact/signals';
import { ask, type GraphError, token, Unauthorized } from './api.ts';
import { needsToken, refuse } from './live.ts';
import { opened } from './view.ts';

/** A process, as far as others need it to name it. */
export interface Relative {
  readonly id: string;
  readonly pid: number;
  readonly name: string | null;
}

interface Address {
  readonly ip: string;
  readonly port: number;
}

/** A socket of a process. */
export interface Socket {
  readonly fd: number | null;
  readonly family: string;
  readonly type: string;
  readonly laddr: Address | null;
  readonly raddr: Address | null;
  readonly path: string | null;
  readonly status: string;
}

/** A file that a process has open. */
export interface File {
  readonly fd: number;
  readonly path: string;
  readonly mode: string | null;
  readonly position: number | null;
  readonly deleted: boolean | null;
}

/** What the panel tells of a process. Null is what could not be read. */
export interface Details extends Relative {
  readonly cmdline: readonly string[] | null;
  readonly exe: string | null;
  readonly cwd: string | null;
  readonly status: string | null;
  readonly username: string | null;
  readonly createTime: string | null;
  readonly terminal: string | null;
  readonly nice: number | null;
  readonly numThreads: number | null;
  readonly numFds: number | null;
  readonly cgroup: string | null;
  readonly container: string | null;
  readonly cpuTimes: { readonly user: number; readonly system: number } | null;
  readonly memoryInfo: { readonly rss: number; readonly vms: number } | null;
  readonly ioCounters: { readonly readBytes: number; readonly writeBytes: number } | null;
  readonly parents: readonly Relative[] | null;
  readonly children: readonly Relative[] | null;
  readonly connections: readonly Socket[] | null;
  readonly openFiles: readonly File[] | null;
}

/** What is known of the process in the panel. */
export interface Loaded {
  readonly id: string;
  readonly details: Details | undefined;
  /** Why a field of it could not be read, by the name of the field. */
  readonly errors: ReadonlyMap<string, string>;
  /** Why nothing is known, or no more. */
  readonly failure: string | undefined;
}

const query = `query Process($id: ID!) {
  process(id: $id) {
    id pid name cmdline exe cwd status username createTime terminal nice numThreads numFds cgroup container
    cpuTimes { user system }
    memoryInfo { rss vms }
    ioCounters { readBytes writeBytes }
    parents { id pid name }
    children { id pid name }
    connections(kind: ALL) { fd family type laddr { ip port } raddr { ip port } path status }
    openFiles { fd path mode position deleted }
  }
}`;

/** Codes of the graph in the words of people. */
const words: Readonly<Record<string, string>> = {
  ACCESS_DENIED: 'not permitted',
  NO_SUCH_PROCESS: 'it has ended',
  ZOMBIE_PROCESS: 'it has ended, and its parent has not taken note',
  NOT_SUPPORTED: 'not known on this system',
  TIMEOUT_EXPIRED: 'it took too long',
};

const reasonOf = ({ message, extensions }: GraphError) => words[extensions?.code ?? ''] ?? message;

const unknown = (id: string): Loaded => ({ id, details: undefined, errors: new Map(), failure: undefined });

/** What the panel shows; undefined while it is closed. */
export const loaded = signal<Loaded | undefined>(undefined);

async function load(id: string, stop: AbortSignal): Promise<void> {
  const given = token.value;
  const asked = ask<{ process: Details | null }>({ query, variables: { id } }, stop);
  const { data, errors = [] } = await asked.catch((error: Error): Awaited<typeof asked> => {
    if (error instanceof Unauthorized) refuse(given);
    return { errors: [{ message: error.message }] };
  });
  if (stop.aborted) return;
  const before = loaded.value?.id === id ? loaded.value : unknown(id);
  const [whole] = errors.filter(({ path }) => path === undefined || path.length < 2);
  if (!data?.process) {
    loaded.value = { ...before, failure: whole ? reasonOf(whole) : 'nothing was answered' };
    return;
  }
  const refused = new Map(errors.map((error) => [String(error.path?.[1]), reasonOf(error)]));
  loaded.value = { id, details: data.process, errors: refused, failure: undefined };
}

const isVisible = signal(!document.hidden);
document.addEventListener('visibilitychange', () => {
  isVisible.value = !document.hidden;
});

/** Milliseconds between two looks at the process in the panel. */
const pause = 3000;

effect(() => {
  const id = opened.value;
  if (id === undefined) {
    loaded.value = undefined;
    return;
  }
  if (loaded.peek()?.id !== id) loaded.value = unknown(id);
  if (!isVisible.value || needsToken.value) return;
  const stop = new AbortController();
  let timer = 0;
  const look = async () => {
    await load(id, stop.signal);
    if (!stop.signal.aborted) timer = setTimeout(look, pause);
  };
  // Not now: what it reads is nothing that this effect depends on.
  timer = setTimeout(look);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
});
