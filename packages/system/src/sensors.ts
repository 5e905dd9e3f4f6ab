import type { HostOption } from '@psutil/native';
import {
  asyncExecutor,
  type ChipTemperature,
  checkFlag,
  type Fan,
  grouped,
  resolveHost,
  syncExecutor,
  type Temperature,
} from '@psutil/native/collect';

export type { Fan, Temperature } from '@psutil/native/collect';

/** Options of {@link sensorsTemperatures}. */
export interface SensorsTemperaturesOptions extends HostOption {
  /** Whether to answer in degrees Fahrenheit. */
  readonly fahrenheit?: boolean | undefined;
}

const toFahrenheit = (celsius: number) => (celsius * 9) / 5 + 32;

function inFahrenheit({ label, current, high, critical }: Temperature): Temperature {
  return {
    label,
    current: toFahrenheit(current),
    high: high === null ? null : toFahrenheit(high),
    critical: critical === null ? null : toFahrenheit(critical),
  };
}

const temperaturesOf = (all: readonly ChipTemperature[], fahrenheit: boolean) =>
  grouped(all.map(({ chip, temperature }) => [chip, fahrenheit ? inFahrenheit(temperature) : temperature] as const));

/**
 * The temperatures that sensors measure, by the names of their chips, in degrees Celsius. Where only one of `high` and
 * `critical` is known, it stands for both. A sensor that cannot be read is left out; without sensors, as in most
 * virtual machines, nothing is in the object.
 *
 * Linux: /sys/class/hwmon, else /sys/class/thermal.
 */
export function sensorsTemperatures(options?: SensorsTemperaturesOptions): Record<string, Temperature[]> {
  const fahrenheit = checkFlag('fahrenheit', options?.fahrenheit, false);
  return temperaturesOf(syncExecutor.collect('sensorsTemperatures', resolveHost(options)), fahrenheit);
}

/** The temperatures that sensors measure: `sensorsTemperatures` of `@psutil/system`, read on the thread pool. */
export async function sensorsTemperaturesAsync(
  options?: SensorsTemperaturesOptions,
): Promise<Record<string, Temperature[]>> {
  const fahrenheit = checkFlag('fahrenheit', options?.fahrenheit, false);
  return temperaturesOf(await asyncExecutor.collect('sensorsTemperatures', resolveHost(options)), fahrenheit);
}

/**
 * How fast the fans turn, in turns per minute, by the names of their chips.
 *
 * Linux: /sys/class/hwmon.
 */
export function sensorsFans(options?: HostOption): Record<string, Fan[]> {
  return grouped(
    syncExecutor.collect('sensorsFans', resolveHost(options)).map(({ chip, fan }) => [chip, fan] as const),
  );
}

/** How fast the fans turn: `sensorsFans` of `@psutil/system`, read on the thread pool. */
export async function sensorsFansAsync(options?: HostOption): Promise<Record<string, Fan[]>> {
  return grouped(
    (await asyncExecutor.collect('sensorsFans', resolveHost(options))).map(({ chip, fan }) => [chip, fan] as const),
  );
}
