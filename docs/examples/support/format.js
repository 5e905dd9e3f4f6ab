// @ts-check

const pad = (/** @type {number} */ number) => String(number).padStart(2, '0');

/**
 * Formats a number of bytes in the largest binary unit in which it is at least 1, with one decimal below 10, as the
 * option -h of free(1) and df(1) does.
 *
 * @param {number} bytes
 * @param {readonly string[]} units
 * @param {(amount: number) => number} round Math.floor or Math.ceil
 */
export function formatSize(bytes, units, round) {
  const power = units.findIndex((_, index) => round(bytes / 1024 ** index) < 1000 || index === units.length - 1);
  const amount = bytes / 1024 ** power;
  const tenths = round(amount * 10) / 10;
  const isShort = power > 0 && bytes > 0 && tenths < 10;
  return `${isShort ? tenths.toFixed(1) : round(amount)}${bytes === 0 ? units[0] : units[power]}`;
}

/**
 * Formats CPU time or the age of a process as [DD-]HH:MM:SS.
 *
 * @param {number} seconds
 */
export function formatDuration(seconds) {
  const days = Math.floor(seconds / 86_400);
  const time = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return `${days > 0 ? `${days}-` : ''}${time.map(pad).join(':')}`;
}

/**
 * Formats a date as YYYY-MM-DD and a time as HH:MM:SS, in local time.
 *
 * @param {number} seconds since the epoch
 */
export function formatDate(seconds) {
  const date = new Date(seconds * 1000);
  return {
    date: [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-'),
    time: [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':'),
  };
}

/**
 * Formats the time since boot and the load averages, as uptime(1) and the first line of top(1).
 *
 * @param {{ bootTime: number, sessions: number, load: readonly number[] }} machine
 */
export function formatUptime({ bootTime, sessions, load }) {
  const now = Date.now() / 1000;
  const minutes = Math.floor((now - bootTime) / 60);
  const days = Math.floor(minutes / 60 / 24);
  const hours = Math.floor(minutes / 60) % 24;
  const uptime = [
    ...(days > 0 ? [`${days} ${days === 1 ? 'day' : 'days'}`] : []),
    hours > 0 ? `${String(hours).padStart(2)}:${pad(minutes % 60)}` : `${minutes % 60} min`,
  ].join(', ');
  const averages = load.map((average) => average.toFixed(2)).join(', ');
  const users = `${String(sessions).padStart(2)} ${sessions > 1 ? 'users' : 'user'}`;
  return `${formatDate(now).time} up ${uptime}, ${users},  load average: ${averages}`;
}
