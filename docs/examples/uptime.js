// @ts-check
// Prints the uptime, the number of users and the load averages, as uptime(1) does: node docs/examples/uptime.js [-p]
import { bootTime, getloadavg, users } from '@psutil/psutil';
import { parseCommand } from './support/command.js';
import { formatDate, formatUptime } from './support/format.js';

const { values } = parseCommand({
  pretty: { type: 'boolean', short: 'p', description: 'print the uptime in words' },
  since: { type: 'boolean', short: 's', description: 'print the time of the boot' },
});

/** @param {number} seconds */
function formatPretty(seconds) {
  const minutes = Math.floor(seconds / 60);
  const days = Math.floor(minutes / 1440);
  const parts = Object.entries({
    year: Math.floor(days / 365),
    week: Math.floor((days % 365) / 7),
    day: (days % 365) % 7,
    hour: Math.floor(minutes / 60) % 24,
    minute: minutes % 60,
  });
  const words = parts.flatMap(([unit, count]) => (count > 0 ? [`${count} ${unit}${count > 1 ? 's' : ''}`] : []));
  return `up ${words.join(', ') || '0 minutes'}`;
}

if (values.since) {
  const { date, time } = formatDate(bootTime());
  console.log(`${date} ${time}`);
} else if (values.pretty) console.log(formatPretty(Date.now() / 1000 - bootTime()));
else console.log(` ${formatUptime({ bootTime: bootTime(), sessions: users().length, load: getloadavg() })}`);
