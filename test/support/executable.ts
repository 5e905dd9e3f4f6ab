import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tool } from './run.ts';

/** A folder for the test that asks for one, which any user may look into. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'psutil-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  chmodSync(path, 0o755);
  return path;
}

/** Copies `sleep` to a file, of any name. */
export function program(path: string): string {
  copyFileSync(tool('sh', '-c', 'command -v sleep').trim(), path);
  return path;
}

/** Starts a program that sleeps until the test is over, and gives its pid. */
export async function start(path: string, { argv0, uid }: { argv0?: string; uid?: number } = {}): Promise<number> {
  const child = spawn(path, ['1000'], {
    stdio: 'ignore',
    ...(argv0 === undefined ? {} : { argv0 }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child.pid as number;
}
