// @ts-check
// Sends processes a signal, as `kill` does.
import { Process } from '@psutil/psutil';
import { attempt, pidOf, signalAmong, usage } from './support/command.js';

const line = 'kill.js [-SIGNAL] PID…';
const { signal, others } = signalAmong(process.argv.slice(2), line);
const pids = others.map((word) => pidOf(word, line));
if (pids.length === 0) usage(line);

for (const pid of pids) attempt(() => new Process(pid).sendSignal(signal));
