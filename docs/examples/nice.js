// @ts-check
// Starts a command that gives way to others, as `nice` does; with -p, shows or sets how much a process does.
import { Popen, Process } from '@psutil/psutil';
import { attempt, processOf, usage } from './support/command.js';

const line = 'nice.js [-n NICE] COMMAND [ARGUMENT…] or nice.js [-n NICE] -p PID';
const words = process.argv.slice(2);
const value = words[0] === '-n' ? Number(words.splice(0, 2)[1]) : undefined;
const [file, ...args] = words;
if (file === undefined || (value !== undefined && !Number.isInteger(value))) usage(line);

/** @param {Process} target */
function showOrSet(target) {
  const before = target.nice();
  if (value === undefined) return console.log(before);
  target.nice(value);
  console.log(`${target.pid} (process ID) old priority ${before}, new priority ${target.nice()}`);
}

async function start() {
  // A child begins with what its parent has.
  const own = new Process();
  attempt(() => own.nice(Math.max(-20, Math.min(19, own.nice() + (value ?? 10)))));
  const child = attempt(() => new Popen([file, ...args], { stdio: 'inherit' }));
  const code = (await child?.wait()) ?? 127;
  process.exitCode = code < 0 ? 128 - code : code;
}

if (file === '-p') attempt(() => showOrSet(processOf(args[0], line)));
else await start();
