// @ts-check
// Prints the users who are logged in, as who(1) does: node docs/examples/who.js
import { users } from '@psutil/psutil';
import { printable } from './support/printable.js';

/** @param {number} seconds since the epoch */
function formatTime(seconds) {
  const date = new Date(seconds * 1000);
  const pad = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

for (const { name, terminal, started, host } of users()) {
  const origin = host === null ? '' : ` (${printable(host)})`;
  console.log(`${printable(name).padEnd(8)} ${printable(terminal ?? '').padEnd(12)} ${formatTime(started)}${origin}`);
}
