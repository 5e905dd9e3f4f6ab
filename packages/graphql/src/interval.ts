import { sleep } from '@psutil/native/internal/sleep';
import type { Context } from './fields.js';

/** Default interval of a measurement, in seconds. */
export const defaultInterval = 0.1;
/** Maximum interval of a measurement, in seconds: the request waits for it. */
const maxInterval = 10;

/** Whether a measurement can have an interval. */
export const isInterval = (interval: number): boolean => interval > 0 && interval <= maxInterval;

/** Returns a validated interval, in seconds. */
export function checkInterval(interval: number): number {
  if (isInterval(interval)) return interval;
  throw new RangeError(`interval must be greater than 0 and at most ${maxInterval} seconds: ${interval}`);
}

/** Returns the sample of a sampler that is created now, over an interval. */
export async function sampleDuring<T>(
  create: () => { sample(): Promise<T> },
  interval: number,
  context: Context | undefined,
): Promise<T> {
  checkInterval(interval);
  const sampler = create();
  await sleep(interval, context?.signal);
  return sampler.sample();
}

/** The SDL of the interval of a measurement for which a query waits. */
export const intervalArgument = `
  "Interval of the measurement, in seconds, greater than 0 and at most ${maxInterval}."
  interval: Float! = ${defaultInterval}`;
