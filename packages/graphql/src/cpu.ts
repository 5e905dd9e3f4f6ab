import { cpuCount, cpuFreq, cpuPercent, cpuStats, cpuTimes, cpuTimesPercent, getloadavg } from '@psutil/cpu/promises';
import { type Context, fields, property, rootFields } from './fields.js';
import { checkInterval, intervalArgument } from './interval.js';

/** Returns the options of a measurement, with a validated interval. */
const during = ({ interval }: { readonly interval: number }, context: Context | undefined) => ({
  interval: checkInterval(interval),
  signal: context?.signal,
});

/** Returns the load averages with names. */
export async function loadAverage(): Promise<{ load1: number; load5: number; load15: number }> {
  const [load1, load5, load15] = await getloadavg();
  return { load1, load5, load15 };
}

/** `Query.cpu`. */
export const cpu = [
  ...rootFields({
    '"CPU times, utilization and frequency." cpu: Cpu': () => ({}),
  }),
  fields('"CPU times, utilization and frequency." Cpu', {
    '"Number of online CPUs or, with `logical: false`, of physical cores; null if unknown." count("Whether to count logical CPUs instead of physical cores." logical: Boolean! = true): Int':
      (_, args) => cpuCount(args),
    [`"CPU utilization during \`interval\` seconds, in percent, 0 to 100." percent(${intervalArgument}): Float`]: (
      _,
      args,
      context,
    ) => cpuPercent(during(args, context)),
    [`"Utilization of each CPU during \`interval\` seconds, in percent, 0 to 100." percentPercpu(${intervalArgument}): [Float!]`]:
      (_, args, context) => cpuPercent({ ...during(args, context), percpu: true }),
    '"CPU times of all CPUs since boot, in seconds." times: CpuTimes': () => cpuTimes(),
    '"CPU times of each CPU since boot, in seconds." timesPercpu: [CpuTimes!]': () => cpuTimes({ percpu: true }),
    [`"CPU time in each mode during \`interval\` seconds, in percent, 0 to 100." timesPercent(${intervalArgument}): CpuTimesPercent`]:
      (_, args, context) => cpuTimesPercent(during(args, context)),
    [`"CPU time of each CPU in each mode during \`interval\` seconds, in percent, 0 to 100." timesPercentPercpu(${intervalArgument}): [CpuTimesPercent!]`]:
      (_, args, context) => cpuTimesPercent({ ...during(args, context), percpu: true }),
    '"Context switches and interrupts since boot." stats: CpuStats': () => cpuStats(),
    '"Mean CPU frequency, in MHz; null if unknown." freq: CpuFreq': () => cpuFreq(),
    '"Frequency of each CPU, in MHz; CPUs of unknown frequency are omitted." freqPercpu: [CpuFreq!]': () =>
      cpuFreq({ percpu: true }),
    '"Load averages." loadAverage: LoadAverage': loadAverage,
  }),
  fields('"Load averages: mean numbers of processes that are runnable or wait for I/O." LoadAverage', {
    '"Load average over the last minute." load1: Float!': property,
    '"Load average over the last 5 minutes." load5: Float!': property,
    '"Load average over the last 15 minutes." load15: Float!': property,
  }),
];
