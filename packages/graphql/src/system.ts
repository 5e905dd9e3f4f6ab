import { capabilities } from '@psutil/native/internal/supports';
import {
  bootTime,
  hostInfo,
  limits,
  pressure,
  sensorsBattery,
  sensorsFans,
  sensorsTemperatures,
} from '@psutil/system/promises';
import { fields, property } from './fields.js';

/** Returns a list of the named values of an object. */
const toList = (object: object, key: string) => Object.entries(object).map(([name, value]) => ({ name, [key]: value }));

/** `Query.system`, `Query.sensors` and other system-wide readings. */
export const system = [
  fields('Query', {
    '"Boot time of the system." system: System!': () => ({}),
    '"Identity of the machine: host name, operating system, kernel and virtualization." host: HostInfo!': () =>
      hostInfo(),
    '"Effective resource limits of the control groups of the server." limits: Limits!': () => limits(),
    '"Pressure stall information (PSI) of the machine, or of a control group." pressure(cgroup: String): Pressure!': (
      _,
      { cgroup },
    ) => pressure({ cgroup: cgroup ?? undefined }),
    '"Temperatures, fans and batteries." sensors: Sensors!': () => ({}),
    '"Functions, methods and attributes, and whether the system supports them." capabilities: [Capability!]!': () =>
      capabilities(),
  }),
  fields('System', {
    '"Time at which the machine booted." bootTime: DateTime!': () => bootTime(),
  }),
  fields('Capability', {
    '"Name of the function, method or attribute." name: String!': property,
    '"Description of the function, method or attribute." description: String!': property,
    '"Whether the system supports it." supported: Boolean!': property,
  }),
  fields('Sensors', {
    '"Temperatures of each chip, in degrees Celsius or, with `fahrenheit`, in degrees Fahrenheit." temperatures(fahrenheit: Boolean! = false): [ChipTemperatures!]!':
      async (_, args) => toList(await sensorsTemperatures(args), 'temperatures'),
    '"Fans of each chip, in revolutions per minute." fans: [ChipFans!]!': async () =>
      toList(await sensorsFans(), 'fans'),
    '"Battery status; null without a battery." battery: BatteryStatus': () => sensorsBattery(),
  }),
  fields('ChipTemperatures', {
    '"Name of the chip." name: String!': property,
    '"Readings of its temperature sensors." temperatures: [Temperature!]!': property,
  }),
  fields('ChipFans', {
    '"Name of the chip." name: String!': property,
    '"Fans of the chip." fans: [Fan!]!': property,
  }),
  fields('BatteryStatus', {
    '"Charge of all batteries, in percent, 0 to 100." percent: Float!': property,
    '"Estimated time left, in seconds; -1 if unknown, -2 while on AC power." secsleft: Float!': property,
    '"Whether AC power is connected; null if unknown." powerPlugged: Boolean': property,
    '"Batteries." batteries: [Battery!]!': property,
  }),
  fields('Battery', {
    '"Name, such as BAT0." name: String!': property,
    '"Charge, in percent, 0 to 100." percent: Float!': property,
    '"Estimated time left, in seconds; -1 if unknown, -2 while on AC power." secsleft: Float!': property,
    '"Whether AC power is connected; null if unknown." powerPlugged: Boolean': property,
  }),
];
