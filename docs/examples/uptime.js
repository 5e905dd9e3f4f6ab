// @ts-check
// How long the machine has been up, as `uptime` shows it.
import { bootTime, getloadavg, users } from '@psutil/psutil';

const minutes = Math.floor((Date.now() / 1000 - bootTime()) / 60);
const days = Math.floor(minutes / 60 / 24);
const hours = Math.floor(minutes / 60) % 24;

const up = [
  ...(days > 0 ? [`${days} ${days === 1 ? 'day' : 'days'}`] : []),
  hours > 0 ? `${hours}:${String(minutes % 60).padStart(2, '0')}` : `${minutes % 60} min`,
].join(', ');

const now = new Date().toTimeString().slice(0, 8);
const sessions = users().length;
const load = getloadavg().map((average) => average.toFixed(2));

console.log(`${now} up ${up}, ${sessions} ${sessions === 1 ? 'user' : 'users'}, load average: ${load.join(', ')}`);
