export {
  type Battery,
  type BatteryStatus,
  POWER_TIME_UNKNOWN,
  POWER_TIME_UNLIMITED,
  sensorsBatteryAsync as sensorsBattery,
} from './battery.js';
export { bootTimeAsync as bootTime } from './boot.js';
export { type HostInfo, hostInfoAsync as hostInfo, type OsInfo } from './host-info.js';
export {
  type CpuLimits,
  type Limits,
  limitsAsync as limits,
  type MemoryLimits,
  type PidsLimits,
  type SwapLimits,
} from './limits.js';
export {
  type Pressure,
  type PressureOptions,
  type PressureStall,
  pressureAsync as pressure,
  type ResourcePressure,
} from './pressure.js';
export {
  type Fan,
  type SensorsTemperaturesOptions,
  sensorsFansAsync as sensorsFans,
  sensorsTemperaturesAsync as sensorsTemperatures,
  type Temperature,
} from './sensors.js';
export { type User, usersAsync as users } from './users.js';
export {
  type WindowsService,
  type WindowsServiceStartType,
  type WindowsServiceStatus,
  winServiceGetAsync as winServiceGet,
  winServiceIterAsync as winServiceIter,
} from './windows-services.js';
