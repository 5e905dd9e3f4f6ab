/** What was read, and when. */
interface Reading<T> {
  readonly value: T;
  /** Milliseconds of the clock of `performance.now()`. */
  readonly at: number;
}

type Compare<T, Sample> = (before: T, after: T, seconds: number) => Sample;

const reading = <T>(value: T): Reading<T> => ({ value, at: performance.now() });

const compared = <T, Sample>(compare: Compare<T, Sample>, before: Reading<T>, after: Reading<T>): Sample =>
  compare(before.value, after.value, Math.max(0, after.at - before.at) / 1000);

/** A sampler that compares each reading with its own reading before. */
export function createSampler<T, Sample>(read: () => T, compare: Compare<T, Sample>): { sample(): Sample } {
  let before = reading(read());
  return {
    sample() {
      const after = reading(read());
      const sample = compared(compare, before, after);
      before = after;
      return sample;
    },
  };
}

/** The same of readings that are awaited. A reading that fails is left out: the next sample begins where it did. */
export function createAsyncSampler<T, Sample>(
  read: () => Promise<T>,
  compare: Compare<T, Sample>,
): { sample(): Promise<Sample> } {
  const start = async () => reading(await read());
  let before = start();
  before.catch(() => {}); // said by the sample that needs it
  return {
    async sample() {
      const earlier = before;
      const later = start();
      before = later.catch(() => earlier);
      before.catch(() => {});
      return compared(compare, await earlier, await later);
    },
  };
}
