import type { ProcessIoCounters } from '@psutil/native/internal/records';

/** What was read and written between two moments, per second; of a process that started meanwhile, since its start. */
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
