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
}

/** Runs a module's text in a Node of its own, and gives what it passes to `print(value)`. The packages can be imported. */
export async function script<T>(code: string, { uid, nodeArgs = [], env = {} }: ScriptOptions = {}): Promise<T> {
  const prelude = 'const print = (value) => process.stdout.write(JSON.stringify(value));\n';
  const args = [...nodeArgs, '--input-type=module', '-e', prelude + code];
  const options = { ...roomy, env: { ...process.env, ...env }, ...(uid === undefined ? {} : { uid, gid: uid }) };
  const { stdout } = await run(process.execPath, args, options);
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
