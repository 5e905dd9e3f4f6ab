import { effect, signal } from '@preact/signals';
import { execute } from './graphql-client.ts';
import { metricsStream } from './metrics.ts';

/** Static information about the host; null if it could not be read. */
export interface HostInfo {
  readonly host: {
    readonly hostname: string;
    readonly kernel: string;
    readonly arch: string | null;
    readonly container: string | null;
    readonly os: { readonly name: string | null; readonly version: string | null };
  } | null;
  readonly cpu: { readonly count: number | null } | null;
  readonly system: { readonly bootTime: string | null } | null;
}

const query = '{ host { hostname kernel arch container os { name version } } cpu { count } system { bootTime } }';

/** Information about the host; undefined until the server has returned it. */
export const hostInfo = signal<HostInfo | undefined>(undefined);

// Read after each connect: the host may have rebooted.
effect(() => {
  if (metricsStream.state.value !== 'live') return;
  const controller = new AbortController();
  void execute<HostInfo>({ query }, controller.signal)
    .then(({ data }) => {
      if (data) hostInfo.value = data;
    })
    .catch(() => {
      // The metrics stream reports the same failure and reconnects.
    });
  return () => controller.abort();
});
