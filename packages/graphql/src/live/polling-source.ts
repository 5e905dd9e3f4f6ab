import type { News, Source } from './broadcast.js';

/** What is read again and again. */
export interface Metric<T> {
  /** Makes what reads; it is let go when nobody listens any more. */
  readonly start: () => () => Promise<T>;
  /** Whether it can be read at once, without an interval that it is about. */
  readonly isAtOnce: boolean;
  /** Whether there is nothing more to read after an error. */
  readonly isLast?: (error: unknown) => boolean;
}

const shortestInterval = 0.1;
const longestInterval = 3600;

/** An interval in seconds, checked. */
export function checkInterval(interval: number): number {
  if (interval >= shortestInterval && interval <= longestInterval) return interval;
  throw new RangeError(`interval must be between ${shortestInterval} and ${longestInterval} seconds: ${interval}`);
}

async function newsOf<T>(read: () => Promise<T>): Promise<News<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { error };
  }
}

/** Reads once an interval, of milliseconds, and never before the reading before is there. Gives what stops it. */
function repeat<T>(metric: Metric<T>, interval: number, tell: (news: News<T>, isLast?: boolean) => void): () => void {
  const read = metric.start();
  let due = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const wait = () => {
    const now = performance.now();
    // What a reading took too long for is left out, so that all come at multiples of the interval.
    due += interval * (1 + Math.max(0, Math.floor((now - due) / interval)));
    timer = setTimeout(look, due - now);
  };
  const look = async () => {
    const news = await newsOf(read);
    if (isOver) return;
    const isLast = 'error' in news && metric.isLast?.(news.error);
    if (!isLast) wait();
    tell(news, isLast);
  };
  if (metric.isAtOnce) void look();
  else wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** What a metric is, once an interval of seconds: only the newest counts. */
export function feed<T>(metric: Metric<T>, interval: number): Source<T> {
  const milliseconds = 1000 * checkInterval(interval);
  return { begin: (tell) => repeat(metric, milliseconds, tell), kept: 1, isState: true };
}
