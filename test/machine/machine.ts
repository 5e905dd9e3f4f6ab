import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The answer of a call: bytes or a text, or the error with which it fails. */
export type Answer = Uint8Array | string | { readonly error: keyof typeof constants.errno };

const isError = (value: Answer): value is { readonly error: keyof typeof constants.errno } =>
  typeof value === 'object' && 'error' in value;

// Thousands of small files are written, which takes ten times as long on a disk.
const memory = '/dev/shm';

/** Writes the answers of a scripted machine, which `answers.h` describes. */
export class Machine implements Disposable {
  readonly directory = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'psutil-machine-'));
  readonly #errors = new Set<string>();
  #next = 0;

  constructor() {
    mkdirSync(join(this.directory, 'alive'));
  }

  /** Makes this the machine that the addon reads in this process. */
  use(): void {
    process.env['PSUTIL_MACHINE'] = this.directory;
  }

  /** Sets the answer of a call, such as `sysctl/kern.boottime`. */
  answer(call: string, value: Answer): void {
    if (this.#errors.delete(call)) rmSync(this.#path(`${call}.error`), { force: true });
    if (isError(value)) {
      this.forget(call);
      this.#errors.add(call);
    }
    this.#write(call, value);
  }

  /** Returns the calls that have answers, except errors. */
  answers(): string[] {
    const directory = this.#path('');
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const calls = files.map((file) => relative(directory, join(file.parentPath, file.name)));
    return calls.filter((call) => !call.endsWith('.error')).sort();
  }

  /** Returns the bytes of the answer of a call. */
  read(call: string): Buffer {
    return readFileSync(this.#path(call));
  }

  /** Changes answers until the end of a callback. */
  withAnswers(answers: Readonly<Record<string, Answer>>, run: () => void): void {
    const known = this.answers();
    const before = Object.keys(answers).map(
      (call) => [call, known.includes(call) ? this.read(call) : undefined] as const,
    );
    for (const [call, answer] of Object.entries(answers)) this.answer(call, answer);
    try {
      run();
    } finally {
      for (const [call, answer] of before) {
        this.forget(call);
        if (answer) this.answer(call, answer);
      }
    }
  }

  /** Removes the answer of a call, which fails then. */
  forget(call: string): void {
    for (const suffix of ['', '.error']) rmSync(this.#path(`${call}${suffix}`), { force: true });
  }

  /** Adds answers that are given once each, before the others. */
  next(call: string, ...values: readonly Answer[]): void {
    for (const value of values) this.#write(`${call}.next/${String(this.#next++).padStart(8, '0')}`, value);
  }

  /** Starts a process with a PID, as far as signals and waiting are concerned. */
  start(pid: number): void {
    writeFileSync(join(this.directory, 'alive', String(pid)), '');
  }

  /** Ends a process. Unless it remains as a zombie, its other answers are to be removed too. */
  end(pid: number): void {
    rmSync(join(this.directory, 'alive', String(pid)), { force: true });
  }

  /** Returns the calls that changed something, such as `kill 12 15`. */
  calls(): string[] {
    const log = join(this.directory, 'log');
    return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  #path(call: string): string {
    return join(this.directory, 'answers', call);
  }

  #write(call: string, value: Answer): void {
    const [name, bytes] = isError(value) ? [`${call}.error`, String(constants.errno[value.error])] : [call, value];
    const path = this.#path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
