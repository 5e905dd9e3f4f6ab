import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

const run = promisify(execFile);
const roomy = { cwd: root, maxBuffer: 64 * 1024 * 1024 };

/** What a program prints, in the C locale. */
export function tool(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { ...roomy, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
}

/** Skips a test where a program is missing. */
export function needs(context: TestContext, command: string, ...args: readonly string[]): void {
  try {
    execFileSync(command, args.length > 0 ? args : ['--version'], { stdio: 'ignore' });
  } catch {
    context.skip(`${[command, ...args].join(' ')} does not run here`);
  }
}

/** Skips a test where this is not root. */
export function needsRoot(context: TestContext): void {
  context.skip(process.getuid?.() !== 0, 'only root can do this');
}

/** How to run a script. */
export interface ScriptOptions {
  readonly uid?: number;
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A program and arguments that start Node, such as `['unshare', '--mount']`; without it, Node is started itself. */
  readonly within?: readonly string[];
  /** Milliseconds after which it is killed, and the test fails. */
  readonly timeout?: number;
}

/** Runs a module's text in a Node of its own, and gives what it passes to `print(value)`. The packages can be imported. */
export async function script<T>(code: string, options: ScriptOptions = {}): Promise<T> {
  const { uid, nodeArgs = [], env = {}, within = [], timeout = 55_000 } = options;
  const prelude = 'const print = (value) => process.stdout.write(JSON.stringify(value));\n';
  const command = [...within, process.execPath, ...nodeArgs, '--input-type=module', '-e', prelude + code];
  const running = run(command[0] as string, command.slice(1), {
    ...roomy,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { ...process.env, ...env },
    timeout,
    killSignal: 'SIGKILL',
  });
  const { stdout } = await running.catch(({ code, signal, stderr }) => {
    throw new Error(`the script ended with ${signal ?? code}: ${stderr}`);
  });
  return JSON.parse(stdout) as T;
}

/** The user nobody, for whom nothing is allowed. */
export const nobody = 65534;

const systemPython = '/usr/bin/python3';

/** Skips a test where the system's own Python has no psutil. */
export function needsPsutil(context: TestContext): void {
  needs(context, systemPython, '-c', 'import psutil');
}

/** The value of a Python expression over psutil, through JSON. */
export function psutil<T>(expression: string): T {
  const code = `import json, psutil; print(json.dumps(${expression}))`;
  return JSON.parse(tool(systemPython, '-c', code)) as T;
}
