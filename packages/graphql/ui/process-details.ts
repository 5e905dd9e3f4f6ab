import { computed } from '@preact/signals';
import type { List } from './graphql-client.ts';
import { errorMessage, poll } from './poll.ts';
import type { ProcessReference } from './process.ts';
import type { Socket } from './sockets.ts';
import { selectedId } from './table-state.ts';

/** A regular file opened by a process. */
export interface OpenFile {
  readonly fd: number;
  readonly path: string;
  readonly mode: string | null;
  readonly position: number | null;
  readonly deleted: boolean | null;
}

/** The fields of a process in the panel; null if a field could not be read. */
export interface ProcessDetails extends ProcessReference {
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
  readonly numHandles: number | null;
  readonly cgroup: string | null;
  readonly container: string | null;
  readonly cpuTimes: { readonly user: number; readonly system: number } | null;
  readonly memoryInfo: { readonly rss: number; readonly vms: number } | null;
  readonly ioCounters: {
    readonly readCount: number | null;
    readonly writeCount: number | null;
    readonly readBytes: number | null;
    readonly writeBytes: number | null;
  } | null;
  readonly parents: readonly ProcessReference[] | null;
  readonly children: readonly ProcessReference[] | null;
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
    id pid name cmdline exe cwd status username createTime terminal nice numThreads numFds numHandles cgroup container
    cpuTimes { user system }
    memoryInfo { rss vms }
    ioCounters { readCount writeCount readBytes writeBytes }
    parents { id pid name }
    children { id pid name }
    sockets(kind: ALL, first: 5000) {
      totalCount edges { node { family type laddr { ip port } raddr { ip port } path status } }
    }
    openFiles(first: 5000) { totalCount edges { node { fd path mode position deleted } } }
  }
}`;

const operation = computed(() =>
  selectedId.value === undefined ? undefined : { query, variables: { id: selectedId.value } },
);

const result = poll<{ readonly process: ProcessDetails | null }>(operation, 3);

/** The selected process; undefined while the panel is closed. */
export const selection = computed((): Selection | undefined => {
  const id = selectedId.value;
  if (id === undefined) return undefined;
  const { operation: current, data, errors, failure } = result.value;
  if (current !== operation.value) return { id, details: undefined, errors: new Map(), failure: undefined };
  return {
    id,
    details: data?.process ?? undefined,
    errors: new Map(errors.map((error) => [String(error.path?.[1]), errorMessage(error)])),
    failure,
  };
});
