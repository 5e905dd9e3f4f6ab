import type { Result, Source } from './broadcast.js';

/** A metric that is read repeatedly. */
export interface Metric<T> {
  /** Returns a function that reads the metric; it is dropped with the last subscriber. */
  readonly start: () => () => Promise<T>;
  /** Whether the first read is immediate. A rate is first read after an interval. */
  readonly isImmediate: boolean;
  /** Whether an error ends the source. */
  readonly isLast?: (error: unknown) => boolean;
}

const minInterval = 0.1;
const maxInterval = 3600;

/** Validates an interval, in seconds. */
export function checkInterval(interval: number): number {
  if (interval >= minInterval && interval <= maxInterval) return interval;
  throw new RangeError(`interval must be between ${minInterval} and ${maxInterval} seconds: ${interval}`);
}

async function settle<T>(read: () => Promise<T>): Promise<Result<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { error };
  }
}

/**
 * Reads once per interval, in milliseconds, and never before the previous read has ended. Its timer does not keep the
 * process running. Returns a function that stops it.
 */
function repeat<T>(
  metric: Metric<T>,
  interval: number,
  emit: (result: Result<T>, isLast?: boolean) => void,
): () => void {
  const read = metric.start();
  let due = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const schedule = () => {
    const now = performance.now();
    // Intervals that a slow read missed are skipped, so that all reads are at multiples of the interval.
    due += interval * (1 + Math.max(0, Math.floor((now - due) / interval)));
    timer = setTimeout(poll, due - now).unref();
  };
  const poll = async () => {
    const result = await settle(read);
    if (isStopped) return;
    const isLast = 'error' in result && metric.isLast?.(result.error);
    if (!isLast) schedule();
    emit(result, isLast);
  };
  if (metric.isImmediate) void poll();
  else schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Returns a source that reads a metric once per interval, in seconds. Only the newest result is buffered. */
export function pollingSource<T>(metric: Metric<T>, interval: number): Source<T> {
  const milliseconds = 1000 * checkInterval(interval);
  return { start: (emit) => repeat(metric, milliseconds, emit), buffered: 1, replaysLast: true };
}
