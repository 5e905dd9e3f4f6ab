// A local npm registry, verdaccio, for the packages of this repository only.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { npm } from './files.mjs';

const tool = fileURLToPath(new URL('../../.cache/verdaccio', import.meta.url));
const program = join(tool, 'node_modules/verdaccio/bin/verdaccio');

// verdaccio depends on node-fetch by a tag, which mirrors of the registry may lack.
const manifest = { private: true, dependencies: { verdaccio: '6.4.0' }, overrides: { 'node-fetch': '2.7.0' } };

/** Installs verdaccio into .cache, unless it is there. */
export function installRegistry() {
  if (existsSync(program)) return;
  mkdirSync(tool, { recursive: true });
  writeFileSync(join(tool, 'package.json'), JSON.stringify(manifest));
  npm(tool, 'install', '--ignore-scripts', '--no-audit', '--no-fund');
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Without uplinks: a version that was not published here is not found. */
const config = (directory) => `
storage: ${JSON.stringify(join(directory, 'storage'))}
packages:
  '@psutil/*': { access: $all, publish: $all }
log: { type: stdout, format: json, level: info }
`;

/** Starts the registry, which ends with this process, and returns its address and its configuration for npm. */
export async function startRegistry(directory) {
  const file = join(directory, 'verdaccio.yaml');
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, config(directory));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(process.execPath, [program, '--config', file, '--listen', address], {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  const lines = createInterface(child.stdout);
  await new Promise((resolve, reject) => {
    lines.on('line', (line) => line.includes('http address') && resolve());
    child.once('exit', (code) => reject(new Error(`verdaccio exited with ${code}`)));
  });
  // npm requires a token, although the registry accepts every client.
  const npmrc = `@psutil:registry=http://${address}/\n//${address}/:_authToken=none\nnoproxy=127.0.0.1\n`;
  return { url: `http://${address}/`, npmrc, stop: () => child.kill() };
}
