import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from '@psutil/native';
import { onTestFinished } from 'vitest';

/** A link of a fixture tree. */
export interface Link {
  readonly to: string;
}

function folders(root: string): Host {
  return { proc: `${root}/proc`, sys: `${root}/sys`, etc: `${root}/etc`, run: `${root}/run`, root };
}

/** A host made of these files, such as `{ 'proc/meminfo': '…' }`, for the test that calls it. */
export function hostWith(files: Readonly<Record<string, string | Uint8Array | Link>>): Host {
  const root = mkdtempSync(join(tmpdir(), 'psutil-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'object' && 'to' in content) symlinkSync(content.to, path);
    else writeFileSync(path, content);
  }
  return folders(root);
}

/** A captured machine under `test/fixtures`. */
export function capturedHost(name: string): Host {
  return folders(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
}
