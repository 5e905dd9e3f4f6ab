import { platformConstants } from '@psutil/native/internal/platform-constants';
import type { ProcessEntry } from '@psutil/process/table';
import { type User as Session, users } from '@psutil/system/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { processesArguments } from './arguments.js';
import { fields, rootFields } from './fields.js';
import { processPage } from './process.js';
import { findProcess, loadProcesses } from './process-loader.js';
import { requestCacheOf } from './request-cache.js';

export type { User as Session } from '@psutil/system/promises';

/** Returns the login sessions, which are read once per request. */
export const readSessions = (info: GraphQLResolveInfo): Promise<readonly Session[]> =>
  requestCacheOf(info).once('users', () => users());

/** Whether a process is attached to the terminal of a session. */
function hasTerminal(process: ProcessEntry, { terminal }: Session): boolean {
  return terminal !== null && process.get('terminal') === `${platformConstants().devicePrefix}${terminal}`;
}

/** Whether a process is attached to the terminal of a session; false if its terminal cannot be read. */
function isOfSession(process: ProcessEntry, session: Session): boolean {
  try {
    return hasTerminal(process, session);
  } catch {
    return false;
  }
}

/** Login sessions, and the links between them and processes. */
export const session = [
  ...rootFields({
    '"Login sessions." sessions: [Session!]': (_, __, ___, info) => readSessions(info),
  }),
  fields('Session', {
    '"Process that started the session; null if unknown or ended." process: Process': async (
      { pid },
      _,
      context,
      info,
    ) => findProcess(pid, context, info),
    [`"Processes attached to the terminal of the session." processes(${processesArguments}): ProcessConnection`]:
      async (session, args, context, info) => {
        const { entries } = await loadProcesses(context, info);
        return processPage(
          entries.filter((process) => isOfSession(process, session)),
          args,
          context,
        );
      },
  }),
  fields('Process', {
    '"Login session of its terminal; null without one." session: Session': async (process, _, __, info) =>
      (await readSessions(info)).find((session) => hasTerminal(process, session)) ?? null,
  }),
];
