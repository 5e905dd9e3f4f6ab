import type { Identity } from './identity.js';

/** The children that `Popen` made and that have not ended, and their exit codes. */
const exits = new Map<number, { readonly identity: Identity; readonly code: Promise<number> }>();

/** Remembers a child as long as it lives: objects that stand for it keep its exit code for themselves. */
export function rememberExit(identity: Identity, code: Promise<number>): void {
  const entry = { identity, code };
  exits.set(identity.pid, entry);
  code.then(() => {
    if (exits.get(identity.pid) === entry) exits.delete(identity.pid);
  });
}

/** The exit code of a child that is not known to have ended; nothing of any other process. */
export function exitOf(identity: Identity): Promise<number> | undefined {
  const known = exits.get(identity.pid);
  return known?.identity.equals(identity) ? known.code : undefined;
}
