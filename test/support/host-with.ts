import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from '@psutil/native';
import { onTestFinished } from 'vitest';

/** A symbolic link in a fixture. */
export interface Link {
  readonly to: string;
}

function hostAt(root: string): Host {
  return { proc: `${root}/proc`, sys: `${root}/sys`, etc: `${root}/etc`, run: `${root}/run`, root };
}

/** Creates a host from the contents of files, such as `{ 'proc/meminfo': '…' }`, which is removed when the test ends. */
export function hostWith(files: Readonly<Record<string, string | Uint8Array | Link>>): Host {
  const root = mkdtempSync(join(tmpdir(), 'psutil-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'object' && 'to' in content) symlinkSync(content.to, path);
    else writeFileSync(path, content);
  }
  return hostAt(root);
}

/** Returns the host of a captured machine in `test/fixtures`. */
export function capturedHost(name: string): Host {
  return hostAt(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
}
