import { effect, signal } from '@preact/signals';
import { ask } from './api.ts';
import { machineFeed } from './machine.ts';

/** Which machine this is. */
export interface Host {
  readonly host: {
    readonly hostname: string;
    readonly kernel: string;
    readonly arch: string | null;
    readonly container: string | null;
    readonly os: { readonly name: string | null; readonly version: string | null };
  };
  readonly cpu: { readonly count: number | null };
  readonly system: { readonly bootTime: string };
}

const query = '{ host { hostname kernel arch container os { name version } } cpu { count } system { bootTime } }';

/** Which machine this is; undefined until the server has said so. */
export const host = signal<Host | undefined>(undefined);

// With each connection: the machine may have booted meanwhile.
effect(() => {
  if (machineFeed.state.value !== 'live') return;
  const stop = new AbortController();
  void ask<Host>({ query }, stop.signal)
    .then(({ data }) => {
      if (data) host.value = data;
    })
    .catch(() => {
      // The stream is lost too, and tells why.
    });
  return () => stop.abort();
});
