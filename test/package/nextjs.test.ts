import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { Packed } from '../support/packed.ts';
import { root } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/bundlers.md'), 'utf8');
const config = /^```mjs\nexport default (.*);\n```/m.exec(page)?.[1];

const route = `
import { virtualMemory } from '@psutil/psutil';
export const dynamic = 'force-dynamic';
export const GET = () => Response.json(virtualMemory().total);`;

// The variables of vitest change the behavior of Next.js.
const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|NODE_PATH)/.test(name));
const env = { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1' } as NodeJS.ProcessEnv;

function temporary(parent: string): string {
  const directory = mkdtempSync(join(parent, 'next-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Builds an app in the directory of the tools, and returns a copy of its output in another directory. */
async function build(): Promise<string> {
  const packed = new Packed();
  onTestFinished(() => packed.remove());
  const app = temporary(consumers);
  cpSync(packed.install('@psutil/psutil', '--ignore-scripts').directory, app, { recursive: true });
  mkdirSync(join(app, 'app/memory'), { recursive: true });
  writeFileSync(join(app, 'app/memory/route.js'), route);
  // Next.js itself is in the parent directory.
  writeFileSync(
    join(app, 'next.config.mjs'),
    `export default { ...${config}, outputFileTracingRoot: ${JSON.stringify(consumers)} };`,
  );
  const next = join(consumers, 'node_modules/next/dist/bin/next');
  await promisify(execFile)(process.execPath, [next, 'build'], { cwd: app, env, timeout: 150_000 });
  const output = temporary(tmpdir());
  cpSync(join(app, '.next/standalone'), output, { recursive: true, verbatimSymlinks: true });
  rmSync(app, { recursive: true });
  return join(output, basename(app));
}

test('the standalone output of Next.js contains the binary', { timeout: 240_000 }, async (context) => {
  needsConsumers(context);
  const directory = await build();
  expect(existsSync(join(directory, 'server.js'))).toBe(true);
  const port = await freePort();
  const server = spawn(process.execPath, ['server.js'], {
    cwd: directory,
    env: { ...env, HOSTNAME: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (server.kill()) await once(server, 'exit');
  });
  for await (const line of createInterface({ input: server.stdout })) if (line.includes('Ready')) break;
  const response = await fetch(`http://127.0.0.1:${port}/memory`);
  expect(await response.json()).toBe(totalmem());
});
