import type { Process } from '@psutil/process/promises';
import type { Context, Resolver } from './fields.js';
import { printableLine } from './printable.js';

/** The target of a mutation, and whether it is a dry run. */
export interface MutationArguments {
  readonly id: string;
  readonly dryRun: boolean;
}

const maxLength = 200;

/** Returns untrusted text, quoted and truncated. */
const quote = (value: unknown): string => JSON.stringify(value).slice(0, maxLength);

/** Returns the name of a mutation and its arguments, if any. */
const callOf = (name: string, args: object): string => (Object.keys(args).length > 0 ? `${name} ${quote(args)}` : name);

/** Returns a description of a process, with its name quoted. */
async function describeProcess(process: Process): Promise<string> {
  const name = await process.name().catch(() => null);
  return `process ${process.pid} ${quote(name)} (${process.id})`;
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code).replace(/^ERR_/, '') : error.name;
  return `${code}: ${error.message}`;
}

function writeLine(context: Context | undefined, description: string, outcome: string): void {
  const log = context?.log ?? console.error;
  log(printableLine(`${new Date().toISOString()} ${context?.client ?? 'unknown client'} ${description}: ${outcome}`));
}

/**
 * Wraps a mutation so that it writes one line to the log, also if it is refused or fails: the time, the client, the
 * mutation, the process and the outcome. `onTarget` receives the process that the ID refers to.
 */
export function withLog<Args extends MutationArguments, Outcome>(
  name: string,
  mutate: (args: Args, onTarget: (process: Process) => Promise<void>) => Promise<Outcome>,
): Resolver {
  return async (_, args: Args, context) => {
    const { id, dryRun, ...rest } = args;
    let target = quote(id);
    const description = () => `${callOf(name, rest)} of ${target}`;
    try {
      const outcome = await mutate(args, async (process) => {
        target = await describeProcess(process);
      });
      writeLine(context, description(), dryRun ? 'would be done' : 'done');
      return outcome;
    } catch (error) {
      writeLine(context, description(), errorText(error));
      throw error;
    }
  };
}
