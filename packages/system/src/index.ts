export {
  type Battery,
  type BatteryStatus,
  POWER_TIME_UNKNOWN,
  POWER_TIME_UNLIMITED,
  sensorsBattery,
} from './battery.js';
export { bootTime } from './boot.js';
export { type HostInfo, hostInfo, type OsInfo } from './host-info.js';
export {
  type CpuLimits,
  type Limits,
  limits,
  type MemoryLimits,
  type PidsLimits,
  type SwapLimits,
} from './limits.js';
export {
  type Pressure,
  type PressureOptions,
  type PressureStall,
  pressure,
  type ResourcePressure,
} from './pressure.js';
export {
  type Fan,
  type SensorsTemperaturesOptions,
  sensorsFans,
  sensorsTemperatures,
  type Temperature,
} from './sensors.js';
export { type User, users } from './users.js';
export {
  type WindowsService,
  type WindowsServiceStartType,
  type WindowsServiceStatus,
  winServiceGet,
  winServiceIter,
} from './windows-services.js';
