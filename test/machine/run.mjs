// Runs tests with the addon of another system on a scripted machine: run.mjs SYSTEM [arguments of vitest]. With
// --generate, updates what the generated files have of this system instead.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildMachine } from './build.mjs';

const [system, ...args] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const env = {
  ...process.env,
  PSUTIL_SCRIPTED_SYSTEM: system,
  // node-gyp-build looks for the binary in this directory.
  '@PSUTIL/NATIVE_PREBUILD': buildMachine(system),
};
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config=test/machine/vitest.config.ts', '--root=.', ...args];
const generate = ['--import=./test/machine/platform.mjs', 'packages/native/scripts/generate.mjs'];
const command = args.includes('--generate') ? generate : vitest;
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env });
process.exitCode = status ?? 1;
