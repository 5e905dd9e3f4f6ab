import type { ProcessEntry } from '@psutil/process/table';
import { type User, users } from '@psutil/system/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { fields } from './fields.js';
import { type Criteria, choose } from './filter.js';
import { processTable } from './process-loader.js';
import { snapshotOf } from './request-cache.js';

const sessions = (info: GraphQLResolveInfo) => snapshotOf(info).once('users', () => users());

/** Whether a process has the terminal of a session. */
const isPart = (process: ProcessEntry, { terminal }: User) =>
  terminal !== null && process.get('terminal') === `/dev/${terminal}`;

const byTerminal: Criteria<ProcessEntry> = { terminal: { type: 'User', doc: 'Those of a session.', matches: isPart } };

/** The sessions of users, and between them and processes. */
export const user = [
  fields('Query', {
    '"The sessions of users who are logged in." users: [User!]!': (_, __, ___, info) => sessions(info),
  }),
  fields('User', {
    '"The process that began it, where that is known and still there." process: Process': async (
      { pid },
      _,
      context,
      info,
    ) => (pid === null ? null : ((await processTable(context, info)).get(pid) ?? null)),
    '"The processes that have its terminal." processes: [Process!]!': async (session, _, context, info) =>
      choose((await processTable(context, info)).entries, byTerminal, { terminal: session }),
  }),
  fields('Process', {
    '"The session whose terminal it has; null without one." user: User': async (process, _, __, info) =>
      (await sessions(info)).find((session) => isPart(process, session)) ?? null,
  }),
];
