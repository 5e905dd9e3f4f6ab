// @ts-check
// Who is logged in, as `who` shows it.
import { users } from '@psutil/psutil';
import { printable } from './support/printable.js';

/** @param {number} seconds since the epoch */
function moment(seconds) {
  const date = new Date(seconds * 1000);
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

for (const { name, terminal, started, host } of users()) {
  const from = host === null ? '' : ` (${printable(host)})`;
  console.log(`${printable(name).padEnd(8)} ${printable(terminal ?? '').padEnd(12)} ${moment(started)}${from}`);
}
