import { capabilities } from '@psutil/native/internal/supports';
import {
  type BatteryStatus,
  bootTime,
  limits,
  pressure,
  sensorsBattery,
  sensorsFans,
  sensorsTemperatures,
} from '@psutil/system/promises';
import { fields, property, type Resolver, rootFields } from './fields.js';
import { readHost } from './node-id.js';

/** Returns a list of the named values of an object. */
const toList = (object: object, key: string) => Object.entries(object).map(([name, value]) => ({ name, [key]: value }));

/** The sentinels of `secsleft` are negative. */
const secondsLeft: Resolver = ({ secsleft }: BatteryStatus) => (secsleft < 0 ? null : secsleft);

const charge = {
  '"Charge, in percent, 0 to 100." percent: Float!': property,
  '"Estimated time left, in seconds; null if unknown, or on AC power." secsleft: Float': secondsLeft,
  '"Whether AC power is connected; null if unknown." powerPlugged: Boolean': property,
};

/** `Query.system`, `Query.sensors` and other system-wide readings. */
export const system = [
  ...rootFields({
    '"Boot time of the system." system: System': () => ({}),
    '"Identity of the machine: host name, operating system, kernel and virtualization." host: HostInfo': (
      _,
      __,
      ___,
      info,
    ) => readHost(info),
    '"Effective resource limits of the control groups of the server." limits: Limits': () => limits(),
    '"Pressure stall information (PSI) of the machine, or of a control group." pressure("Path of a control group below the mount point of cgroups, such as `/system.slice`." cgroup: String): Pressure':
      (_, { cgroup }) => pressure({ cgroup: cgroup ?? undefined }),
    '"Temperatures, fans and batteries." sensors: Sensors': () => ({}),
    '"Functions, methods and attributes, and whether the system supports them." capabilities: [Capability!]': () =>
      capabilities(),
  }),
  fields('"The running system." System', {
    '"Time at which the machine booted." bootTime: DateTime': () => bootTime(),
  }),
  fields('"A function, method or attribute that a system may support." Capability', {
    '"Name of the function, method or attribute." name: String!': property,
    '"Description of the function, method or attribute." description: String!': property,
    '"Whether the system supports it." supported: Boolean!': property,
  }),
  fields('"Temperatures, fans and batteries." Sensors', {
    '"Temperatures of each chip, in degrees Celsius or, with `fahrenheit`, in degrees Fahrenheit." temperatures("Whether to convert to degrees Fahrenheit." fahrenheit: Boolean! = false): [ChipTemperatures!]':
      async (_, args) => toList(await sensorsTemperatures(args), 'temperatures'),
    '"Fans of each chip, in revolutions per minute." fans: [ChipFans!]': async () =>
      toList(await sensorsFans(), 'fans'),
    '"Battery status; null without a battery." battery: BatteryStatus': () => sensorsBattery(),
  }),
  fields('"Temperature sensors of a chip." ChipTemperatures', {
    '"Name of the chip." name: String!': property,
    '"Readings of its temperature sensors." temperatures: [Temperature!]!': property,
  }),
  fields('"Fans of a chip." ChipFans', {
    '"Name of the chip." name: String!': property,
    '"Fans of the chip." fans: [Fan!]!': property,
  }),
  fields('"Status of all batteries together." BatteryStatus', {
    ...charge,
    '"Batteries." batteries: [Battery!]!': property,
  }),
  fields('"Status of a battery." Battery', {
    '"Name, such as BAT0." name: String!': property,
    ...charge,
  }),
];
