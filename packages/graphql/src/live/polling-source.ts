import type { Result, Source } from './broadcast.js';

/** A metric that is read repeatedly. */
export interface Metric<T> {
  /** Returns a function that reads the metric; it is dropped with the last subscriber. */
  readonly start: () => () => Promise<T>;
  /** Whether it can be read at once, as it covers no interval. */
  readonly isImmediate: boolean;
  /** Whether an error is final. */
  readonly isLast?: (error: unknown) => boolean;
}

const minInterval = 0.1;
const maxInterval = 3600;

/** Validates an interval, in seconds. */
export function checkInterval(interval: number): number {
  if (interval >= minInterval && interval <= maxInterval) return interval;
  throw new RangeError(`interval must be between ${minInterval} and ${maxInterval} seconds: ${interval}`);
}

async function resultOf<T>(read: () => Promise<T>): Promise<Result<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { error };
  }
}

/**
 * Reads once per interval, in milliseconds, and never before the previous read has ended. Returns a function that
 * stops it.
 */
function repeat<T>(
  metric: Metric<T>,
  interval: number,
  emit: (result: Result<T>, isLast?: boolean) => void,
): () => void {
  const read = metric.start();
  let due = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const wait = () => {
    const now = performance.now();
    // Intervals that a slow read missed are skipped, so that all reads are at multiples of the interval.
    due += interval * (1 + Math.max(0, Math.floor((now - due) / interval)));
    timer = setTimeout(look, due - now);
  };
  const look = async () => {
    const result = await resultOf(read);
    if (isOver) return;
    const isLast = 'error' in result && metric.isLast?.(result.error);
    if (!isLast) wait();
    emit(result, isLast);
  };
  if (metric.isImmediate) void look();
  else wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Returns a source that reads a metric once per interval, in seconds. Only the newest result is buffered. */
export function pollingSource<T>(metric: Metric<T>, interval: number): Source<T> {
  const milliseconds = 1000 * checkInterval(interval);
  return { begin: (emit) => repeat(metric, milliseconds, emit), buffered: 1, isState: true };
}
