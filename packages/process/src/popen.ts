import type { Readable, Writable } from 'node:stream';
import { type Command, type PopenOptions, SpawnedChild } from './child.js';
import { type CommunicateOptions, type CommunicateResult, communicate } from './communicate.js';
import { Process } from './process.js';

/**
 * A child process, with all methods of `Process`. It is spawned by `child_process.spawn()`, without a shell, which on
 * Windows a batch file requires. `wait()` returns its exit code. `using` and `await using` declarations terminate it at
 * the end of their block.
 *
 * @example
 * import { Popen } from '@psutil/process';
 *
 * const sort = new Popen(['sort']);
 * const { stdout } = await sort.communicate('pear\napple\n');
 * console.log(stdout, sort.returncode); // 'apple\npear\n' 0
 */
export class Popen extends Process implements Disposable, AsyncDisposable {
  readonly #child: SpawnedChild;

  /**
   * Spawns a program. The standard streams are pipes unless the option `stdio` specifies otherwise.
   *
   * @throws The system error, such as `ENOENT` or `EACCES`, if the program cannot be spawned.
   *
   * @example
   * import { Popen } from '@psutil/process';
   *
   * const child = new Popen(['sh', '-c', 'exit $CODE'], { env: { CODE: '3' }, stdio: 'inherit' });
   * console.log(await child.wait()); // 3
   */
  constructor(command: Command, options?: PopenOptions) {
    const child = new SpawnedChild(command, options);
    super(child.identity);
    this.#child = child;
  }

  /** The program and its arguments. */
  get args(): Command {
    return this.#child.args;
  }

  /** Standard input; null if it is not a pipe. */
  get stdin(): Writable | null {
    return this.#child.child.stdin;
  }

  /** Standard output; null if it is not a pipe. */
  get stdout(): Readable | null {
    return this.#child.child.stdout;
  }

  /** Standard error; null if it is not a pipe. */
  get stderr(): Readable | null {
    return this.#child.child.stderr;
  }

  /** Exit code, or the negated number of the signal that terminated the child; null while it is running. */
  get returncode(): number | null {
    return this.#child.returncode;
  }

  /**
   * Returns `returncode`, which changes only between iterations of the event loop, never during synchronous code.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['true']);
   * console.log(child.poll()); // null
   * await child.wait();
   * console.log(child.poll()); // 0
   * console.log(await new promises.Popen(['true']).poll()); // null
   */
  poll(): number | null {
    return this.returncode;
  }

  /**
   * Writes `input` to stdin, closes stdin, and returns a promise of the output, which is resolved after the child has
   * exited. The option `encoding: 'buffer'` returns `Buffer` objects instead of strings.
   *
   * @throws {TimeoutExpired} If the child has not exited after `timeout` seconds. The child is not terminated; call
   *   `communicate` again, without input, to continue. No output is lost.
   * @throws {TypeError} If `input` is passed to another call than the first, or stdin is not a pipe.
   * @throws The reason of `signal` if that aborts the wait.
   *
   * @example
   * import { Popen } from '@psutil/process';
   *
   * const { stdout, stderr } = await new Popen(['tr', 'a-z', 'A-Z']).communicate('hello', { timeout: 5 });
   * console.log(stdout, stderr); // HELLO
   */
  communicate(
    input: string | Uint8Array | undefined,
    options: CommunicateOptions & { readonly encoding: 'buffer' },
  ): Promise<CommunicateResult<Buffer>>;
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult>;
  communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult<never>> {
    return communicate(this.#child, input, options) as Promise<CommunicateResult<never>>;
  }

  /**
   * Terminates the child with `SIGTERM`, unless it has exited, and closes its pipes: at the end of the block of a `using`
   * declaration.
   */
  [Symbol.dispose](): void {
    this.#child.dispose();
  }

  /**
   * Terminates the child with `SIGTERM`, unless it has exited, closes its pipes, and returns a promise that is resolved
   * when the child has exited: at the end of the block of an `await using` declaration. A child that has not exited after
   * 5 seconds is killed.
   */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#child.asyncDispose();
  }
}
