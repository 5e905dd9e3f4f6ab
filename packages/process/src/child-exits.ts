import type { Identity } from './identity.js';
import type { OneShotEvent } from './one-shot-event.js';

/** The exit of a child process; emits the exit code. */
export type Exit = OneShotEvent<number>;

/** The running children of `Popen`, by PID. */
const exits = new Map<number, { readonly identity: Identity; readonly exit: Exit }>();

/** Registers a child process until it exits. `Process` objects hold a reference to its exit themselves. */
export function trackExit(identity: Identity, exit: Exit): void {
  const entry = { identity, exit };
  exits.set(identity.pid, entry);
  exit.subscribe(() => {
    if (exits.get(identity.pid) === entry) exits.delete(identity.pid);
  });
}

/** Returns the exit of a running child of `Popen`; undefined for any other process. */
export function exitOf(identity: Identity): Exit | undefined {
  const entry = exits.get(identity.pid);
  return entry?.identity.equals(identity) ? entry.exit : undefined;
}
