// @ts-check
// Prints the uptime, the number of users and the load averages, as uptime(1) does: node docs/examples/uptime.js
import { bootTime, getloadavg, users } from '@psutil/psutil';

const minutes = Math.floor((Date.now() / 1000 - bootTime()) / 60);
const days = Math.floor(minutes / 60 / 24);
const hours = Math.floor(minutes / 60) % 24;

const uptime = [
  ...(days > 0 ? [`${days} ${days === 1 ? 'day' : 'days'}`] : []),
  hours > 0 ? `${hours}:${String(minutes % 60).padStart(2, '0')}` : `${minutes % 60} min`,
].join(', ');

const now = new Date().toTimeString().slice(0, 8);
const sessions = users().length;
const load = getloadavg().map((average) => average.toFixed(2));

console.log(`${now} up ${uptime}, ${sessions} ${sessions === 1 ? 'user' : 'users'}, load average: ${load.join(', ')}`);
