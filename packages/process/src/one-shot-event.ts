/** An event that is emitted once. Unlike a promise, it keeps no reference to listeners that were removed. */
export class OneShotEvent<T> {
  readonly #waiting = new Set<(value: T) => void>();
  #happened: { readonly value: T } | undefined;

  emit(value: T): void {
    this.#happened = { value };
    for (const tell of this.#waiting) tell(value);
    this.#waiting.clear();
  }

  /** Calls back when the event is emitted, or soon if it was. Returns a function that removes the listener. */
  subscribe(done: (value: T) => void): () => void {
    let tell: typeof done | undefined = done;
    const happened = this.#happened;
    if (happened) queueMicrotask(() => tell?.(happened.value));
    else this.#waiting.add(done);
    return () => {
      tell = undefined;
      this.#waiting.delete(done);
    };
  }
}
