// @ts-check
// Runs a command with a changed nice value, as nice(1) does; with -p, prints or sets the nice value of a process, as
// renice(1) does: node docs/examples/nice.js [-n NICE] COMMAND [ARGUMENT…]
import { Popen, Process } from '@psutil/psutil';
import { attempt, exitWithUsage, openProcess } from './support/command.js';

const usage = 'nice.js [-n NICE] COMMAND [ARGUMENT…] or nice.js [-n NICE] -p PID';
const argv = process.argv.slice(2);
const value = argv[0] === '-n' ? Number(argv.splice(0, 2)[1]) : undefined;
const [file, ...args] = argv;
if (file === undefined || (value !== undefined && !Number.isInteger(value))) exitWithUsage(usage);

/** @param {Process} target */
function printOrSet(target) {
  const before = target.nice();
  if (value === undefined) return console.log(before);
  target.nice(value);
  console.log(`${target.pid} (process ID) old priority ${before}, new priority ${target.nice()}`);
}

async function run() {
  // A child inherits the nice value of its parent.
  const current = new Process();
  attempt(() => current.nice(Math.max(-20, Math.min(19, current.nice() + (value ?? 10)))));
  const child = attempt(() => new Popen([file, ...args], { stdio: 'inherit' }));
  const code = (await child?.wait()) ?? 127;
  process.exitCode = code < 0 ? 128 - code : code;
}

if (file === '-p') attempt(() => printOrSet(openProcess(args[0], usage)));
else await run();
