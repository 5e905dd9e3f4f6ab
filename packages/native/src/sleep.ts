/** Waits, or rejects if the signal is aborted. Few programs wait, so that the first call loads the timers. */
export async function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  const { setTimeout } = await import('node:timers/promises');
  await setTimeout(seconds * 1000, undefined, signal ? { signal } : {});
}
