// Runs tests with the addon of another system on a scripted machine: run.mjs SYSTEM [arguments of vitest]. --build only
// builds the addon; --generate updates what the generated files have of this system.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildMachine } from './build.mjs';

const args = process.argv.slice(2);
const system = args.find((arg) => !arg.startsWith('-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
const env = {
  ...process.env,
  PSUTIL_SCRIPTED_SYSTEM: system,
  // node-gyp-build looks for the binary in this directory.
  '@PSUTIL/NATIVE_PREBUILD': buildMachine(system),
};
const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config=test/machine/vitest.config.ts',
  '--root=.',
  ...args.filter((arg) => arg !== system),
];
const generate = ['--import=./test/machine/platform.mjs', 'packages/native/scripts/generate.mjs'];
const command = args.includes('--generate') ? generate : vitest;
if (!args.includes('--build')) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env });
  process.exitCode = status ?? 1;
}
