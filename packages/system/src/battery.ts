import type { HostOption } from '@psutil/native';
import { asyncExecutor, type BatteryReading, percentOf, resolveHost, syncExecutor } from '@psutil/native/collect';

/** `secsleft` of a battery of which that is not known. */
export const POWER_TIME_UNKNOWN = -1;
/** `secsleft` of a battery while power comes from outside. */
export const POWER_TIME_UNLIMITED = -2;

/** How full a battery is. */
export interface Battery {
  /** Its name, such as `BAT0`. */
  readonly name: string;
  /** What it holds of what it can hold, 0 to 100. */
  readonly percent: number;
  /** How many seconds it will last, or `POWER_TIME_UNLIMITED` or `POWER_TIME_UNKNOWN`. */
  readonly secsleft: number;
  /** Whether power comes from outside; null where that is not known. */
  readonly powerPlugged: boolean | null;
}

/** How full the batteries are together. */
export interface BatteryStatus extends Omit<Battery, 'name'> {
  /** Each of them. */
  readonly batteries: readonly Battery[];
}

interface Amounts {
  readonly now: number;
  readonly full: number;
  readonly rate: number;
}

/** What batteries hold, can hold and give together, where all of them say so. */
function amountsOf(all: readonly BatteryReading[]): Partial<Amounts> {
  const sum = (key: keyof Amounts) =>
    all.every((each) => each[key] !== null) ? all.reduce((total, each) => total + (each[key] ?? 0), 0) : undefined;
  const amounts = { now: sum('now'), full: sum('full'), rate: sum('rate') };
  return Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== undefined));
}

function percentOfAll(all: readonly BatteryReading[]): number | null {
  if (all.length === 0) return null;
  const { now, full } = amountsOf(all);
  if (now !== undefined && full !== undefined) return Math.min(100, percentOf(now, full));
  const percents = all.map((each) => percentOfOne(each)).filter((percent) => percent !== null);
  return percents.length > 0 ? percents.reduce((sum, percent) => sum + percent, 0) / percents.length : null;
}

function percentOfOne({ now, full, percent }: BatteryReading): number | null {
  return now !== null && full !== null ? Math.min(100, percentOf(now, full)) : percent;
}

function secondsLeft(all: readonly BatteryReading[], powerPlugged: boolean | null): number {
  if (powerPlugged === true) return POWER_TIME_UNLIMITED;
  const { now, rate } = amountsOf(all);
  if (now !== undefined && rate !== undefined && rate > 0) return Math.floor((3600 * now) / rate);
  const seconds = all.map(({ secondsToEmpty }) => secondsToEmpty);
  return seconds.every((each) => each !== null)
    ? seconds.reduce((sum: number, each) => sum + (each ?? 0), 0)
    : POWER_TIME_UNKNOWN;
}

function batteryOf(reading: BatteryReading): Battery[] {
  const { name, plugged } = reading;
  const percent = percentOfOne(reading);
  return percent === null ? [] : [{ name, percent, secsleft: secondsLeft([reading], plugged), powerPlugged: plugged }];
}

function statusOf(all: readonly BatteryReading[]): BatteryStatus | null {
  const percent = percentOfAll(all);
  if (percent === null) return null;
  const plugged = all.map((each) => each.plugged);
  const powerPlugged = plugged.includes(true) ? true : plugged.includes(false) ? false : null;
  return { percent, secsleft: secondsLeft(all, powerPlugged), powerPlugged, batteries: all.flatMap(batteryOf) };
}

/**
 * How full the batteries are together, and each of them; null without any that says so. Batteries of a mouse or a
 * headset do not count.
 *
 * Linux: /sys/class/power_supply.
 */
export function sensorsBattery(options?: HostOption): BatteryStatus | null {
  return statusOf(syncExecutor.collect('sensorsBattery', resolveHost(options)));
}

/** How full the batteries are: `sensorsBattery` of `@psutil/system`, read on the thread pool. */
export async function sensorsBatteryAsync(options?: HostOption): Promise<BatteryStatus | null> {
  return statusOf(await asyncExecutor.collect('sensorsBattery', resolveHost(options)));
}
