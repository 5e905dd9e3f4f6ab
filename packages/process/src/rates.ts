import type { ProcessIoCounters, ProcessIoRates } from '@psutil/native/internal/records';

/**
 * Returns the I/O rates between two readings, per second. `before` is undefined for a process that started after the
 * first reading.
 */
export function ratesOf(
  before: ProcessIoCounters | undefined,
  after: ProcessIoCounters,
  seconds: number,
): ProcessIoRates {
  const rates = Object.entries(after).map(([name, count]) => {
    const previousCount = before?.[name as keyof ProcessIoCounters] ?? 0;
    return [name, seconds > 0 ? Math.max(0, count - previousCount) / seconds : 0];
  });
  return Object.fromEntries(rates);
}
