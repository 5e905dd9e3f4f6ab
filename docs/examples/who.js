// @ts-check
// Prints the users who are logged in, as who(1) does: node docs/examples/who.js [-H]
import { bootTime, users } from '@psutil/psutil';
import { parseCommand } from './support/command.js';
import { formatDate } from './support/format.js';
import { printable } from './support/printable.js';

const { values } = parseCommand({
  boot: { type: 'boolean', short: 'b', description: 'print the time of the boot' },
  count: { type: 'boolean', short: 'q', description: 'print the names and their number only' },
  heading: { type: 'boolean', short: 'H', description: 'print titles above the columns' },
});

/** @param {number} seconds since the epoch */
function formatMinute(seconds) {
  const { date, time } = formatDate(seconds);
  return `${date} ${time.slice(0, 5)}`;
}

/** @param {readonly [name: string, line: string, time: string, comment: string]} cells */
const formatLine = ([name, line, time, comment]) =>
  `${name.padEnd(8)} ${line.padEnd(12)} ${time.padEnd(16)} ${comment}`.trimEnd();

const sessions = users();
if (values.count) {
  console.log(sessions.map(({ name }) => printable(name)).join(' '));
  console.log(`# users=${sessions.length}`);
} else {
  if (values.heading) console.log(formatLine(['NAME', 'LINE', 'TIME', 'COMMENT']));
  if (values.boot) console.log(formatLine(['', 'system boot', formatMinute(bootTime()), '']));
  for (const { name, terminal, started, host } of values.boot ? [] : sessions) {
    const origin = host === null ? '' : `(${printable(host)})`;
    console.log(formatLine([printable(name), printable(terminal ?? ''), formatMinute(started), origin]));
  }
}
