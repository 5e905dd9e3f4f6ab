import type { HostOption } from '@psutil/native';
import { percentOf } from '@psutil/native/internal/counters';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { BatteryReading } from '@psutil/native/internal/records';

/** `secsleft` of a battery whose remaining time is unknown. */
export const POWER_TIME_UNKNOWN = -1;
/** `secsleft` of a battery while the power supply is connected. */
export const POWER_TIME_UNLIMITED = -2;

/** Status of a battery. */
export interface Battery {
  /** Name, such as `BAT0`. */
  readonly name: string;
  /** Charge level, in percent, 0 to 100. */
  readonly percent: number;
  /** Remaining time, in seconds, or `POWER_TIME_UNLIMITED` or `POWER_TIME_UNKNOWN`. */
  readonly secsleft: number;
  /** Whether the power supply is connected; null if unknown. */
  readonly powerPlugged: boolean | null;
}

/** Status of all batteries together. */
export interface BatteryStatus extends Omit<Battery, 'name'> {
  /** Each battery. */
  readonly batteries: readonly Battery[];
}

interface Amounts {
  readonly now: number;
  readonly full: number;
  readonly rate: number;
}

/** Returns the sum of each amount that all batteries report. */
function sumAmounts(all: readonly BatteryReading[]): Partial<Amounts> {
  const sum = (key: keyof Amounts) =>
    all.every((each) => each[key] !== null) ? all.reduce((total, each) => total + (each[key] ?? 0), 0) : undefined;
  const amounts = { now: sum('now'), full: sum('full'), rate: sum('rate') };
  return Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== undefined));
}

/** Returns the charge level of all batteries together: by their amounts or, if one reports none, the mean level. */
function percentOfAll(all: readonly BatteryReading[]): number | null {
  if (all.length === 0) return null;
  const { now, full } = sumAmounts(all);
  if (now !== undefined && full !== undefined) return Math.min(100, percentOf(now, full));
  const percents = all.map((each) => percentOfOne(each)).filter((percent) => percent !== null);
  return percents.length > 0 ? percents.reduce((sum, percent) => sum + percent, 0) / percents.length : null;
}

function percentOfOne({ now, full, percent }: BatteryReading): number | null {
  return now !== null && full !== null ? Math.min(100, percentOf(now, full)) : percent;
}

function secondsLeft(all: readonly BatteryReading[], powerPlugged: boolean | null): number {
  if (powerPlugged === true) return POWER_TIME_UNLIMITED;
  const { now, rate } = sumAmounts(all);
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

const define = <M extends Mode>(executor: Executor<M>) =>
  function sensorsBattery(options?: HostOption): Result<M, BatteryStatus | null> {
    return executor.run(() => executor.map(executor.collect('sensorsBattery', resolveHost(options, [])), statusOf));
  };

/**
 * Returns the status of all batteries together, and of each of them. The result is null if no battery reports its
 * charge level. The batteries of peripherals, such as a mouse or a headset, are excluded.
 *
 * Linux: /sys/class/power_supply. macOS: the power sources of IOKit. FreeBSD: sysctl hw.acpi, in which all batteries
 * are one. Windows: GetSystemPowerStatus().
 *
 * @throws {NotSupported} On SunOS.
 *
 * @example
 * import { sensorsBattery } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * console.log(sensorsBattery()?.percent ?? 'no battery');
 * console.log((await promises.sensorsBattery())?.powerPlugged);
 */
export const sensorsBattery: (options?: HostOption) => BatteryStatus | null = define(syncExecutor);

export const sensorsBatteryAsync: (options?: HostOption) => Promise<BatteryStatus | null> = define(asyncExecutor);
