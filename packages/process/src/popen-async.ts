import type { Readable, Writable } from 'node:stream';
import { type Command, type PopenOptions, SpawnedChild } from './child.js';
import { type CommunicateOptions, type CommunicateResult, communicate } from './communicate.js';
import { Process } from './process-async.js';

/**
 * A child process, with all methods of `Process`. It is spawned by `child_process.spawn()`, without a shell, which on
 * Windows a batch file requires. `wait()` returns its exit code. `using` and `await using` declarations terminate it at
 * the end of their block.
 *
 * @example
 * import { Popen } from '@psutil/process/promises';
 *
 * const sort = new Popen(['sort']);
 * const { stdout } = await sort.communicate('pear\napple\n');
 * console.log(stdout, sort.returncode); // 'apple\npear\n' 0
 */
export class Popen extends Process implements Disposable, AsyncDisposable {
  readonly #child: SpawnedChild;

  constructor(command: Command, options?: PopenOptions) {
    const child = new SpawnedChild(command, options);
    super(child.identity);
    this.#child = child;
  }

  get args(): Command {
    return this.#child.args;
  }

  get stdin(): Writable | null {
    return this.#child.child.stdin;
  }

  get stdout(): Readable | null {
    return this.#child.child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.child.stderr;
  }

  get returncode(): number | null {
    return this.#child.returncode;
  }

  async poll(): Promise<number | null> {
    return this.returncode;
  }

  communicate(
    input: string | Uint8Array | undefined,
    options: CommunicateOptions & { readonly encoding: 'buffer' },
  ): Promise<CommunicateResult<Buffer>>;
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult>;
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult<never>> {
    return communicate(this.#child, input, options) as Promise<CommunicateResult<never>>;
  }

  [Symbol.dispose](): void {
    this.#child.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#child.asyncDispose();
  }
}
