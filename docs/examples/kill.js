// @ts-check
// Sends a signal, by default SIGTERM, to processes, as kill(1) does: node docs/examples/kill.js [-SIGNAL] PID…
import { Process } from '@psutil/psutil';
import { attempt, exitWithUsage, parsePid, parseSignal } from './support/command.js';

const usage = 'kill.js [-SIGNAL] PID…';
const { signal, rest } = parseSignal(process.argv.slice(2), usage);
const pids = rest.map((argument) => parsePid(argument, usage));
if (pids.length === 0) exitWithUsage(usage);

for (const pid of pids) attempt(() => new Process(pid).sendSignal(signal));
