/** Maximum duration of a time slice, in milliseconds. */
const sliceDuration = 2;

const nextEventLoopIteration = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Resolves when the last of the waiting works starts its time slice. */
let lastInQueue = Promise.resolve();

/**
 * Waits for an event loop iteration in which no other work starts a time slice. Otherwise, all concurrent works would
 * run in each iteration, and block the event loop for one time slice each.
 */
function nextFreeIteration(): Promise<void> {
  lastInQueue = lastInQueue.then(nextEventLoopIteration);
  return lastInQueue;
}

/** Limits the time for which long work blocks the event loop: the work yields when the time slice has expired. */
export class TimeSlice {
  #end = performance.now() + sliceDuration;

  /** Whether the work should yield before it continues. */
  get isExpired(): boolean {
    return performance.now() >= this.#end;
  }

  /** Lets the event loop run other work, then starts a new time slice. */
  async yield(): Promise<void> {
    await nextFreeIteration();
    this.#end = performance.now() + sliceDuration;
  }
}

/** Iterates over items and yields to the event loop after each time slice. A plain loop of awaits would block it. */
export async function* iterateYielding<T>(items: Iterable<T>): AsyncGenerator<T> {
  const slice = new TimeSlice();
  for (const item of items) {
    if (slice.isExpired) await slice.yield();
    yield item;
  }
}

/** Calls a function for each item and yields to the event loop after each time slice. */
export async function forEachYielding<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
  const slice = new TimeSlice();
  for (const item of items) {
    if (slice.isExpired) await slice.yield();
    visit(item);
  }
}
