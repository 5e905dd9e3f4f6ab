import { signal } from '@preact/signals';
import { poll } from '../poll.ts';
import type { ProcessReference } from '../process.ts';

/** Usage of a filesystem, in bytes. */
export interface FilesystemUsage {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly percent: number;
  readonly inodes: { readonly percent: number } | null;
}

/** A mounted filesystem. */
export interface Filesystem {
  readonly device: string | null;
  readonly mountpoint: string;
  readonly fstype: string;
  readonly usage: FilesystemUsage | null;
}

/** A temperature, in degrees Celsius. */
export interface Temperature {
  readonly label: string | null;
  readonly current: number;
  readonly high: number | null;
  readonly critical: number | null;
}

/** State of a battery. */
export interface Battery {
  readonly percent: number;
  readonly secsleft: number | null;
  readonly powerPlugged: boolean | null;
}

/** A login session. */
export interface Session {
  readonly username: string;
  readonly terminal: string | null;
  readonly host: string | null;
  readonly started: string;
  readonly process: ProcessReference | null;
}

/** Resource limits of the control groups of the server. */
export interface Limits {
  readonly cgroup: string | null;
  readonly memory: { readonly limit: number | null; readonly usage: number | null; readonly workingSet: number | null };
  readonly swap: { readonly limit: number | null; readonly usage: number | null };
  readonly cpu: { readonly quota: number | null; readonly cpus: readonly number[] | null };
  readonly pids: { readonly limit: number | null; readonly current: number | null };
}

/** Values that change slowly; null if they could not be read. */
export interface Overview {
  readonly disks: { readonly partitions: readonly Filesystem[] | null } | null;
  readonly sensors: {
    readonly temperatures: readonly { readonly name: string; readonly temperatures: readonly Temperature[] }[] | null;
    readonly fans:
      | readonly {
          readonly name: string;
          readonly fans: readonly { readonly label: string | null; readonly current: number }[];
        }[]
      | null;
    readonly battery: (Battery & { readonly batteries: readonly (Battery & { readonly name: string })[] }) | null;
  } | null;
  readonly sessions: readonly Session[] | null;
  readonly limits: Limits | null;
}

const query = `query Overview {
  disks { partitions { device mountpoint fstype usage { total used free percent inodes { percent } } } }
  sensors {
    temperatures { name temperatures { label current high critical } }
    fans { name fans { label current } }
    battery { percent secsleft powerPlugged batteries { name percent secsleft powerPlugged } }
  }
  sessions { username terminal host started process { id pid name } }
  limits { cgroup memory { limit usage workingSet } swap { limit usage } cpu { quota cpus } pids { limit current } }
}`;

/**
 * Values of the header and of several sections, refreshed every 10 seconds. They also determine which sections are present.
 */
export const overview = poll<Overview>(signal({ query }), 10);
