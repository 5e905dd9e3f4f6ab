import type { Executor, Mode, Result } from './execution.js';

interface Reading<T> {
  readonly value: T;
  /** Time of the reading, in milliseconds, as returned by `performance.now()`. */
  readonly time: number;
}

type Compare<T, Sample> = (before: T, after: T, seconds: number) => Sample;

/** Compares each reading with its own previous reading. */
export interface Sampler<M extends Mode, Sample> {
  sample(): Result<M, Sample>;
}

const reading = <T>(value: T): Reading<T> => ({ value, time: performance.now() });

const compareReadings = <T, Sample>(compare: Compare<T, Sample>, before: Reading<T>, after: Reading<T>): Sample =>
  compare(before.value, after.value, Math.max(0, after.time - before.time) / 1000);

/** Creates a sampler that reads on the JavaScript thread. */
export function createSampler<T, Sample>(read: () => T, compare: Compare<T, Sample>): Sampler<'sync', Sample> {
  let before = reading(read());
  return {
    sample() {
      const after = reading(read());
      const sample = compareReadings(compare, before, after);
      before = after;
      return sample;
    },
  };
}

/** Creates a sampler that reads on the thread pool. After a failed reading, the next sample starts where it did. */
export function createAsyncSampler<T, Sample>(
  read: () => Promise<T>,
  compare: Compare<T, Sample>,
): Sampler<'async', Sample> {
  const start = async () => reading(await read());
  let before = start();
  before.catch(() => {}); // the sample that uses it rejects
  return {
    async sample() {
      const earlier = before;
      const later = start();
      before = later.catch(() => earlier);
      before.catch(() => {});
      return compareReadings(compare, await earlier, await later);
    },
  };
}

/** Creates a sampler that reads with an executor. */
export function samplerFor<M extends Mode, T, Sample>(
  executor: Executor<M>,
  read: () => Result<M, T>,
  compare: Compare<T, Sample>,
): Sampler<M, Sample> {
  const sampler =
    executor.mode === 'sync'
      ? createSampler(read as () => T, compare)
      : createAsyncSampler(read as () => Promise<T>, compare);
  return sampler as Sampler<M, Sample>;
}
