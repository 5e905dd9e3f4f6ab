const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** Three digits at most before a unit: 9.87, 98.7, 987. */
function short(value: number): string {
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

/** Bytes for people, such as `1.50 GiB`. */
export function bytes(value: number): string {
  let scaled = value;
  let power = 0;
  while (scaled >= 1000 && power < binary.length - 1) {
    scaled /= 1024;
    power++;
  }
  return `${power === 0 ? Math.round(scaled) : short(scaled)} ${binary[power]}`;
}

/** Bytes per second. */
export function rate(value: number): string {
  return `${bytes(value)}/s`;
}

/** A share of a hundred, such as `7.3 %`. */
export function percent(value: number): string {
  return `${value < 99.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/** How long something has been going on, in its two biggest units, such as `3 d 4 h`. */
export function duration(seconds: number): string {
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

/** A whole number with its thousands apart. */
export const count = (value: number): string => value.toLocaleString('en');
