// @ts-check
// Prints the path of the controlling terminal, if it is the standard input, as tty(1) does: node docs/examples/tty.js [-s]
import { isatty } from 'node:tty';
import { Process } from '@psutil/psutil';
import { parseCommand } from './support/command.js';

const { values } = parseCommand({
  silent: { type: 'boolean', short: 's', description: 'print nothing; the exit code is 1 if it is not a terminal' },
});

const terminal = isatty(0) ? new Process().terminal() : null;
if (!values.silent) console.log(terminal ?? 'not a tty');
if (terminal === null) process.exitCode = 1;
