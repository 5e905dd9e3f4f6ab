import type { Identity } from './identity.js';
import type { OneShotEvent } from './one-shot-event.js';

/** The exit code of a child, emitted when it has exited. */
export type Exit = OneShotEvent<number>;

/** The children of `Popen` that have not exited, by PID. */
const exits = new Map<number, { readonly identity: Identity; readonly exit: Exit }>();

/** Tracks a child until it exits. Objects that represent it keep its exit themselves. */
export function trackExit(identity: Identity, exit: Exit): void {
  const entry = { identity, exit };
  exits.set(identity.pid, entry);
  exit.subscribe(() => {
    if (exits.get(identity.pid) === entry) exits.delete(identity.pid);
  });
}

/** Returns the exit of a child that is not known to have exited; undefined for any other process. */
export function exitOf(identity: Identity): Exit | undefined {
  const known = exits.get(identity.pid);
  return known?.identity.equals(identity) ? known.exit : undefined;
}
