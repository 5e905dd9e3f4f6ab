import { platformConstants } from '@psutil/native/internal/platform-constants';
import type { ProcessEntry } from '@psutil/process/table';
import { type User, users } from '@psutil/system/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { fields } from './fields.js';
import { applyFilter, type Criteria } from './filter.js';
import { loadProcesses } from './process-loader.js';
import { requestCacheOf } from './request-cache.js';

const sessions = (info: GraphQLResolveInfo) => requestCacheOf(info).once('users', () => users());

/** Whether a process is attached to the terminal of a session. */
const hasTerminal = (process: ProcessEntry, { terminal }: User) =>
  terminal !== null && process.get('terminal') === `${platformConstants().devicePrefix}${terminal}`;

const byTerminal: Criteria<ProcessEntry> = {
  terminal: {
    type: 'User',
    doc: 'Processes of a session.',
    matching: (session) => (process) => hasTerminal(process, session),
  },
};

/** Login sessions, and the links between them and processes. */
export const user = [
  fields('Query', {
    '"Login sessions." users: [User!]!': (_, __, ___, info) => sessions(info),
  }),
  fields('User', {
    '"Process that started the session; null if unknown or ended." process: Process': async (
      { pid },
      _,
      context,
      info,
    ) => (pid === null ? null : ((await loadProcesses(context, info)).get(pid) ?? null)),
    '"Processes attached to the terminal of the session." processes: [Process!]!': async (session, _, context, info) =>
      applyFilter((await loadProcesses(context, info)).entries, byTerminal, { terminal: session }),
  }),
  fields('Process', {
    '"Login session of its terminal; null without one." user: User': async (process, _, __, info) =>
      (await sessions(info)).find((session) => hasTerminal(process, session)) ?? null,
  }),
];
