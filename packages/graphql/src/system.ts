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

/** A list of what an object has by name. */
const named = (object: object, key: string) => Object.entries(object).map(([name, value]) => ({ name, [key]: value }));

/** `Query.system`, `Query.sensors` and what else is told of the system as a whole. */
export const system = [
  fields('Query', {
    '"The system as a whole." system: System!': () => ({}),
    '"Which machine this is." host: HostInfo!': () => hostInfo(),
    '"What control groups leave of the machine." limits: Limits!': () => limits(),
    '"How long work waited: of the whole machine, or of a control group." pressure(cgroup: String): Pressure!': (
      _,
      { cgroup },
    ) => pressure({ cgroup: cgroup ?? undefined }),
    '"What sensors measure." sensors: Sensors!': () => ({}),
    '"What can be read, and whether this system has it." capabilities: [Capability!]!': () => capabilities(),
  }),
  fields('System', {
    '"When the machine booted." bootTime: DateTime!': () => bootTime(),
  }),
  fields('Capability', {
    '"Its name." name: String!': property,
    '"What it is." description: String!': property,
    '"Whether this system has it." supported: Boolean!': property,
  }),
  fields('Sensors', {
    '"Temperatures, chip by chip." temperatures(fahrenheit: Boolean! = false): [ChipTemperatures!]!': async (_, args) =>
      named(await sensorsTemperatures(args), 'temperatures'),
    '"Fans, chip by chip." fans: [ChipFans!]!': async () => named(await sensorsFans(), 'fans'),
    '"How full the batteries are together; null without any." battery: BatteryStatus': () => sensorsBattery(),
  }),
  fields('ChipTemperatures', {
    '"The name of the chip." name: String!': property,
    '"What its sensors say." temperatures: [Temperature!]!': property,
  }),
  fields('ChipFans', {
    '"The name of the chip." name: String!': property,
    '"Its fans." fans: [Fan!]!': property,
  }),
  fields('BatteryStatus', {
    '"What they hold of what they can hold, 0 to 100." percent: Float!': property,
    '"How many seconds they will last; -1 where that is not known, -2 while power comes from outside." secsleft: Float!':
      property,
    '"Whether power comes from outside, where that is known." powerPlugged: Boolean': property,
    '"Each of them." batteries: [Battery!]!': property,
  }),
  fields('Battery', {
    '"Its name, such as BAT0." name: String!': property,
    '"What it holds of what it can hold, 0 to 100." percent: Float!': property,
    '"How many seconds it will last; -1 where that is not known, -2 while power comes from outside." secsleft: Float!':
      property,
    '"Whether power comes from outside, where that is known." powerPlugged: Boolean': property,
  }),
];
