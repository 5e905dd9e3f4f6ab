import type { Process } from '@psutil/process/promises';
import type { Context, Resolver } from './fields.js';
import { printableLine } from './printable.js';

/** Which process is meant, and whether it is only asked what would be. */
export interface Meant {
  readonly id: string;
  readonly dryRun: boolean;
}

const longest = 200;

/** What others wrote, as text that ends. */
const shown = (value: unknown): string => JSON.stringify(value).slice(0, longest);

/** A mutation and its arguments, where it has any. */
const callOf = (name: string, args: object): string => (Object.keys(args).length > 0 ? `${name} ${shown(args)}` : name);

/** A process for people; whoever named it cannot end the quotes. */
async function described(process: Process): Promise<string> {
  const name = await process.name().catch(() => null);
  return `process ${process.pid} ${shown(name)} (${process.id})`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code).replace(/^ERR_/, '') : error.name;
  return `${code}: ${error.message}`;
}

function write(context: Context | undefined, what: string, outcome: string): void {
  const log = context?.log ?? console.error;
  log(printableLine(`${new Date().toISOString()} ${context?.client ?? 'unknown client'} ${what}: ${outcome}`));
}

/**
 * A mutation that writes one line to the log, also when it is refused or fails: when, who, what, to which process and
 * how it went. `note` tells which process an id has led to.
 */
export function logged<Args extends Meant, Outcome>(
  name: string,
  mutate: (args: Args, note: (process: Process) => Promise<void>) => Promise<Outcome>,
): Resolver {
  return async (_, args: Args, context) => {
    const { id, dryRun, ...rest } = args;
    let target = shown(id);
    const what = () => `${callOf(name, rest)} of ${target}`;
    try {
      const outcome = await mutate(args, async (process) => {
        target = await described(process);
      });
      write(context, what(), dryRun ? 'would be done' : 'done');
      return outcome;
    } catch (error) {
      write(context, what(), reasonOf(error));
      throw error;
    }
  };
}
