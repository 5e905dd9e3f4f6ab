import type { ProcessIoCounters } from '@psutil/native/internal/records';

/** Returns the I/O rates between two readings, per second; for a process that started in between, since its start. */
export function ratesOf(
  before: ProcessIoCounters | undefined,
  after: ProcessIoCounters,
  seconds: number,
): ProcessIoCounters {
  const rates = Object.entries(after).map(([name, count]) => {
    const earlier = before?.[name as keyof ProcessIoCounters] ?? 0;
    return [name, seconds > 0 ? Math.max(0, count - earlier) / seconds : 0];
  });
  return Object.fromEntries(rates);
}
