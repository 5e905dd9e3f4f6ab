import { effect, signal } from '@preact/signals';
import { execute, type GraphQLError, token, UnauthorizedError } from './graphql-client.ts';
import { isPageVisible, needsToken, rejectToken } from './stream.ts';
import { selectedId } from './table-state.ts';

/** A parent or child of a process. */
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
  readonly status: string | null;
}

/** A regular file opened by a process. */
export interface OpenFile {
  readonly fd: number;
  readonly path: string;
  readonly mode: string | null;
  readonly position: number | null;
  readonly deleted: boolean | null;
}

/** A page of a list. */
interface List<T> {
  readonly edges: readonly { readonly node: T }[];
}

/** The fields of a process in the panel; null if a field could not be read. */
export interface ProcessDetails extends Relative {
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
  readonly sockets: List<Socket> | null;
  readonly openFiles: List<OpenFile> | null;
}

/** State of the selected process. */
export interface Selection {
  readonly id: string;
  /** Last fields that were read; undefined before the first response. */
  readonly details: ProcessDetails | undefined;
  /** Errors by field name. */
  readonly errors: ReadonlyMap<string, string>;
  /** Error of the last request; undefined if it succeeded. */
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
    sockets(kind: ALL, first: 5000) {
      edges { node { fd family type laddr { ip port } raddr { ip port } path status } }
    }
    openFiles(first: 5000) { edges { node { fd path mode position deleted } } }
  }
}`;

/** Messages by error code of the server. */
const messages: Readonly<Record<string, string>> = {
  ACCESS_DENIED: 'permission denied',
  NO_SUCH_PROCESS: 'process no longer exists',
  ZOMBIE_PROCESS: 'process is a zombie',
  NOT_SUPPORTED: 'not supported on this system',
  TIMEOUT_EXPIRED: 'timed out',
};

const errorMessage = ({ message, extensions }: GraphQLError) => messages[extensions?.code ?? ''] ?? message;

const emptySelection = (id: string): Selection => ({ id, details: undefined, errors: new Map(), failure: undefined });

/** The selected process; undefined while the panel is closed. */
export const selection = signal<Selection | undefined>(undefined);

async function load(id: string, signal: AbortSignal): Promise<void> {
  const usedToken = token.value;
  const request = execute<{ process: ProcessDetails | null }>({ query, variables: { id } }, signal);
  const { data, errors = [] } = await request.catch((error: Error): Awaited<typeof request> => {
    if (error instanceof UnauthorizedError) rejectToken(usedToken);
    return { errors: [{ message: error.message }] };
  });
  if (signal.aborted) return;
  const previous = selection.value?.id === id ? selection.value : emptySelection(id);
  const requestError = errors.find(({ path }) => path === undefined || path.length < 2);
  if (!data?.process) {
    selection.value = { ...previous, failure: requestError ? errorMessage(requestError) : 'empty response' };
    return;
  }
  const fieldErrors = new Map(errors.map((error) => [String(error.path?.[1]), errorMessage(error)]));
  selection.value = { id, details: data.process, errors: fieldErrors, failure: undefined };
}

/** Milliseconds between a response and the next request. */
const refreshInterval = 3000;

effect(() => {
  const id = selectedId.value;
  if (id === undefined) {
    selection.value = undefined;
    return;
  }
  if (selection.peek()?.id !== id) selection.value = emptySelection(id);
  if (!isPageVisible.value || needsToken.value) return;
  const controller = new AbortController();
  let timer = 0;
  const refresh = async () => {
    await load(id, controller.signal);
    if (!controller.signal.aborted) timer = setTimeout(refresh, refreshInterval);
  };
  // Deferred, so that this effect does not depend on the signals that the first load reads.
  timer = setTimeout(refresh);
  return () => {
    clearTimeout(timer);
    controller.abort();
  };
});
