const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** Formats a number below 1000 with three significant digits: 9.87, 98.7, 987. */
function formatSignificant(value: number): string {
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

/** Formats bytes with a binary prefix, such as `1.50 GiB`. */
export function formatBytes(value: number): string {
  let scaled = value;
  let power = 0;
  while (scaled >= 1000 && power < units.length - 1) {
    scaled /= 1024;
    power++;
  }
  return `${power === 0 ? Math.round(scaled) : formatSignificant(scaled)} ${units[power]}`;
}

/** Formats bytes per second, such as `1.50 MiB/s`. */
export function formatRate(value: number): string {
  return `${formatBytes(value)}/s`;
}

/** The priority classes of Windows, the highest first: their names and their nice values. */
export const priorityClasses: ReadonlyMap<number, string> = new Map([
  [256, 'realtime'],
  [128, 'high'],
  [32768, 'above normal'],
  [32, 'normal'],
  [16384, 'below normal'],
  [64, 'idle'],
]);

/** Formats a nice value; on Windows, a priority class. */
export function formatNice(nice: number): string {
  return priorityClasses.get(nice) ?? String(nice);
}

/** Formats a percentage, such as `7.3 %`. */
export function formatPercent(value: number): string {
  return `${value < 99.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/** Formats a duration in seconds with its two largest units, such as `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [days, hours, minutes] = [
    Math.floor(whole / 86400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** Formats an integer with thousands separators, such as `1,234`. */
export const formatInteger = (value: number): string => value.toLocaleString('en');

const pad = (value: number) => String(value).padStart(2, '0');

/** Formats CPU time in seconds as minutes or hours, such as `0:07.25`, `12:34` or `3:02:01`. */
export function formatCpuTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${formatInteger(hours)}:${pad(minutes)}:${pad(whole % 60)}`;
  return `${minutes}:${minutes < 10 ? (Math.floor((seconds % 60) * 100) / 100).toFixed(2).padStart(5, '0') : pad(whole % 60)}`;
}

/** Formats a time in seconds since the epoch: the time of today, or the date. */
export function formatTimestamp(seconds: number): string {
  const date = new Date(seconds * 1000);
  return date.toDateString() === new Date().toDateString()
    ? date.toLocaleTimeString('en-GB')
    : `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Returns a status in lower case, such as `disk sleep`; '' if it is unknown. */
export const formatStatus = (status: string | null | undefined): string =>
  status?.toLowerCase().replaceAll('_', ' ') ?? '';

/** Formats a value; returns '' if it is unknown. */
export const formatIfKnown = <T>(value: T | null | undefined, format: (value: T) => string): string =>
  value === null || value === undefined ? '' : format(value);
