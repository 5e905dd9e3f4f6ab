import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { groupByName } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import type { Fan, Temperature } from '@psutil/native/internal/records';
import { checkFlag } from '@psutil/native/internal/validation';

export type { Fan, Temperature } from '@psutil/native/internal/records';

/** Options of {@link sensorsTemperatures}. */
export interface SensorsTemperaturesOptions extends HostOption {
  /** Whether to return degrees Fahrenheit instead of degrees Celsius; false by default. */
  readonly fahrenheit?: boolean | undefined;
}

const toFahrenheit = (celsius: number) => (celsius * 9) / 5 + 32;

const inFahrenheit = ({ label, current, high, critical }: Temperature): Temperature => ({
  label,
  current: toFahrenheit(current),
  high: high === null ? null : toFahrenheit(high),
  critical: critical === null ? null : toFahrenheit(critical),
});

const defineTemperatures = <M extends Mode>(executor: Executor<M>) =>
  function sensorsTemperatures(options?: SensorsTemperaturesOptions): Result<M, Record<string, Temperature[]>> {
    return executor.run(() => {
      const host = resolveHost(options, ['fahrenheit']);
      const convert = checkFlag('fahrenheit', options?.fahrenheit, false) ? inFahrenheit : (each: Temperature) => each;
      return executor.map(executor.collect('sensorsTemperatures', host), (all) =>
        groupByName(all.map(({ chip, temperature }) => [chip, convert(temperature)] as const)),
      );
    });
  };

/**
 * Returns the hardware temperatures by the name of their chip, in degrees Celsius or Fahrenheit. If only one of
 * `high` and `critical` is known, both have its value. Sensors that cannot be read are omitted. The result is empty
 * if there are no sensors, as in most virtual machines.
 *
 * Linux: /sys/class/hwmon, or /sys/class/thermal. FreeBSD: sysctl dev.cpu.N.temperature and hw.acpi.thermal.
 *
 * @throws {NotSupported} On macOS, SunOS and Windows.
 *
 * @example
 * import { sensorsTemperatures } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * for (const [chip, sensors] of Object.entries(sensorsTemperatures())) {
 *   for (const { label, current, high } of sensors) console.log(chip, label, current, high); // coretemp Core 0 48 80
 * }
 * console.log(await promises.sensorsTemperatures({ fahrenheit: true }));
 */
export const sensorsTemperatures: (options?: SensorsTemperaturesOptions) => Record<string, Temperature[]> =
  defineTemperatures(syncExecutor);

export const sensorsTemperaturesAsync: (
  options?: SensorsTemperaturesOptions,
) => Promise<Record<string, Temperature[]>> = defineTemperatures(asyncExecutor);

const defineFans = <M extends Mode>(executor: Executor<M>) =>
  function sensorsFans(options?: HostOption): Result<M, Record<string, Fan[]>> {
    return executor.run(() =>
      executor.map(executor.collect('sensorsFans', resolveHost(options, [])), (all) =>
        groupByName(all.map(({ chip, fan }) => [chip, fan] as const)),
      ),
    );
  };

/**
 * Returns the fan speeds by the name of their chip, in RPM (revolutions per minute).
 *
 * Linux: /sys/class/hwmon.
 *
 * @throws {NotSupported} On every other system.
 *
 * @example
 * import { sensorsFans } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * for (const [chip, fans] of Object.entries(sensorsFans())) console.log(chip, fans[0]?.current);
 * console.log(await promises.sensorsFans());
 */
export const sensorsFans: (options?: HostOption) => Record<string, Fan[]> = defineFans(syncExecutor);

export const sensorsFansAsync: (options?: HostOption) => Promise<Record<string, Fan[]>> = defineFans(asyncExecutor);
