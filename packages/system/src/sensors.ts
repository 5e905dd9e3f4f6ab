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

interface SensorsTemperatures<M extends Mode> {
  /**
   * Returns the hardware temperatures by the name of their chip, in degrees Celsius or Fahrenheit. If only one of
   * `high` and `critical` is known, both have its value. Sensors that cannot be read are omitted. The result is empty
   * if there are no sensors, as in most virtual machines.
   *
   * Linux: /sys/class/hwmon, or /sys/class/thermal.
   */
  (options?: SensorsTemperaturesOptions): Result<M, Record<string, Temperature[]>>;
}

const defineTemperatures = <M extends Mode>(executor: Executor<M>): SensorsTemperatures<M> =>
  function sensorsTemperatures(options) {
    return executor.run(() => {
      const host = resolveHost(options, ['fahrenheit']);
      const convert = checkFlag('fahrenheit', options?.fahrenheit, false) ? inFahrenheit : (each: Temperature) => each;
      return executor.map(executor.collect('sensorsTemperatures', host), (all) =>
        groupByName(all.map(({ chip, temperature }) => [chip, convert(temperature)] as const)),
      );
    });
  };

export const sensorsTemperatures: SensorsTemperatures<'sync'> = defineTemperatures(syncExecutor);
export const sensorsTemperaturesAsync: SensorsTemperatures<'async'> = defineTemperatures(asyncExecutor);

interface SensorsFans<M extends Mode> {
  /**
   * Returns the fan speeds by the name of their chip, in RPM (revolutions per minute).
   *
   * Linux: /sys/class/hwmon.
   */
  (options?: HostOption): Result<M, Record<string, Fan[]>>;
}

const defineFans = <M extends Mode>(executor: Executor<M>): SensorsFans<M> =>
  function sensorsFans(options) {
    return executor.run(() =>
      executor.map(executor.collect('sensorsFans', resolveHost(options, [])), (all) =>
        groupByName(all.map(({ chip, fan }) => [chip, fan] as const)),
      ),
    );
  };

export const sensorsFans: SensorsFans<'sync'> = defineFans(syncExecutor);
export const sensorsFansAsync: SensorsFans<'async'> = defineFans(asyncExecutor);
