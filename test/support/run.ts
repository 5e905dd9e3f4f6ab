import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { supports, WINDOWS } from '@psutil/native';
import type { TestContext } from 'vitest';

/** The root directory of the repository. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

const run = promisify(execFile);
const execOptions = { cwd: root, maxBuffer: 64 * 1024 * 1024 };

/** Runs a program in the C locale and returns its output. */
export function tool(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { ...execOptions, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
}

/** Skips a test on a system where a command fails; by default `command --version`. */
export function needs(context: TestContext, command: string, ...args: readonly string[]): void {
  try {
    execFileSync(command, args.length > 0 ? args : ['--version'], { stdio: 'ignore' });
  } catch {
    context.skip(`the command "${[command, ...args].join(' ')}" fails on this system`);
  }
}

/** Skips a test unless it runs as root. */
export function needsRoot(context: TestContext): void {
  context.skip(process.getuid?.() !== 0, 'the test needs root');
}

/** Whether the tests run under Wine. */
export const WINE = WINDOWS && 'WINEPREFIX' in process.env;

/** Skips a test under Wine, given what Wine lacks. */
export function skipWine(context: TestContext, reason: string): void {
  context.skip(WINE, `Wine ${reason}`);
}

/**
 * The functions, collectors and attributes that Wine 8 refuses, or that differ there between one process and the table of
 * all processes.
 */
export const lackedByWine: readonly string[] = WINE
  ? [
      'swapMemory',
      'setProcessIonice',
      'Process.ionice',
      'Process.memoryFullInfo',
      'Process.cpuTimes',
      'Process.numHandles',
    ]
  : [];

/** Skips a test on a system that lacks one of these functions, methods or attributes. */
export function needsSupport(context: TestContext, ...names: readonly string[]): void {
  for (const name of names) {
    context.skip(!supports(name), `${name} is not supported on this system`);
    context.skip(lackedByWine.includes(name), `Wine lacks ${name}`);
  }
}

/** Skips a test on a system without a POSIX shell. */
export const needsShell = (context: TestContext): void => needs(context, 'sh', '-c', 'exit');

/** Options of {@link script}. */
export interface ScriptOptions {
  readonly uid?: number;
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A command that starts the command in its arguments, such as `['unshare', '--mount']`. */
  readonly within?: readonly string[];
  /** Timeout, in milliseconds, after which the script is killed and the test fails. */
  readonly timeout?: number;
}

/** Runs the text of a module in a new Node.js process and returns the value that it passes to `print(value)`. */
export async function script<T>(code: string, options: ScriptOptions = {}): Promise<T> {
  const { uid, nodeArgs = [], env = {}, within = [], timeout = 55_000 } = options;
  const prelude = 'const print = (value) => process.stdout.write(JSON.stringify(value));\n';
  const command = [...within, process.execPath, ...nodeArgs, '--input-type=module', '-e', prelude + code];
  const running = run(command[0] as string, command.slice(1), {
    ...execOptions,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { ...process.env, ...env },
    timeout,
    killSignal: 'SIGKILL',
  });
  const { stdout } = await running.catch(({ code, signal, stderr }) => {
    throw new Error(`the script exited with ${signal ?? code}: ${stderr}`);
  });
  return JSON.parse(stdout) as T;
}

/** The user ID of nobody, an unprivileged user. */
export const nobody = 65534;

const systemPython = '/usr/bin/python3';

/** Skips a test on a system whose Python has no psutil. */
export function needsPsutil(context: TestContext): void {
  needs(context, systemPython, '-c', 'import psutil');
}

/** Returns the value of a Python expression that uses psutil. */
export function psutil<T>(expression: string): T {
  const code = `import json, psutil; print(json.dumps(${expression}))`;
  return JSON.parse(tool(systemPython, '-c', code)) as T;
}
