/** Milliseconds for which work may keep the event loop before everything else gets its turn. */
const longestTurn = 2;

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** A turn of work that may be long: it is done piece by piece, and waits when its turn is over. */
export class TimeSlice {
  #end = performance.now() + longestTurn;

  /** Whether everything else should get its turn before the next piece. */
  get isExpired(): boolean {
    return performance.now() >= this.#end;
  }

  /** Lets everything else go first. */
  async yield(): Promise<void> {
    await nextTurn();
    this.#end = performance.now() + longestTurn;
  }
}

/** Gives each of many, with breaks: without them, a loop that awaits them lets nothing else have its turn. */
export async function* iterateYielding<T>(items: Iterable<T>): AsyncGenerator<T> {
  const slice = new TimeSlice();
  for (const item of items) {
    if (slice.isExpired) await slice.yield();
    yield item;
  }
}

/** Visits each of many, with breaks. */
export async function forEachYielding<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
  const slice = new TimeSlice();
  for (const item of items) {
    if (slice.isExpired) await slice.yield();
    visit(item);
  }
}
