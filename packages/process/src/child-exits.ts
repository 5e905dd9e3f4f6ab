import type { Identity } from './identity.js';
import type { OneShotEvent } from './one-shot-event.js';

/** The end of a child, which tells its exit code. */
export type Exit = OneShotEvent<number>;

/** The children that `Popen` made and that have not ended, and their ends. */
const exits = new Map<number, { readonly identity: Identity; readonly exit: Exit }>();

/** Remembers a child as long as it lives: objects that stand for it keep its end for themselves. */
export function trackExit(identity: Identity, exit: Exit): void {
  const entry = { identity, exit };
  exits.set(identity.pid, entry);
  exit.subscribe(() => {
    if (exits.get(identity.pid) === entry) exits.delete(identity.pid);
  });
}

/** The end of a child that is not known to have ended; nothing of any other process. */
export function exitOf(identity: Identity): Exit | undefined {
  const known = exits.get(identity.pid);
  return known?.identity.equals(identity) ? known.exit : undefined;
}
