import type { Process } from '@psutil/process/promises';
import type { Context } from './fields.js';
import { printableLine } from './printable.js';

/** The target of a mutation, and whether it is a dry run. */
export interface MutationInput {
  readonly id: string;
  readonly dryRun: boolean;
}

const maxLength = 200;

/** Returns untrusted text, quoted and truncated. */
const quote = (value: unknown): string => JSON.stringify(value).slice(0, maxLength);

/** Returns the name of a mutation and its arguments, if any. */
const callOf = (name: string, args: object): string => (Object.keys(args).length > 0 ? `${name} ${quote(args)}` : name);

/** One line of the log for each mutation: the time, the client, the mutation, the process and the outcome. */
export class MutationLog {
  readonly #call: string;
  readonly #context: Context | undefined;
  #target: string;

  constructor(name: string, { id, dryRun: _, ...rest }: MutationInput, context: Context | undefined) {
    this.#call = callOf(name, rest);
    this.#context = context;
    this.#target = quote(id);
  }

  /** Describes the process to which the ID refers, with its name quoted. */
  async setTarget(process: Process): Promise<void> {
    const name = await process.name().catch(() => null);
    this.#target = `process ${process.pid} ${quote(name)} (${process.id})`;
  }

  write(outcome: string): void {
    const { log = console.error, client = 'unknown client' } = this.#context ?? {};
    log(printableLine(`${new Date().toISOString()} ${client} ${this.#call} of ${this.#target}: ${outcome}`));
  }
}
