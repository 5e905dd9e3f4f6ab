/** An event that is emitted once. Unlike a promise, it holds no reference to removed listeners. */
export class OneShotEvent<T> {
  readonly #listeners = new Set<(value: T) => void>();
  #emitted: { readonly value: T } | undefined;

  /** Calls all listeners with the value and removes them. */
  emit(value: T): void {
    this.#emitted = { value };
    for (const listener of this.#listeners) listener(value);
    this.#listeners.clear();
  }

  /**
   * Adds a listener; if the event has already been emitted, the listener is called in a microtask. Returns a function
   * that removes the listener.
   */
  subscribe(listener: (value: T) => void): () => void {
    let current: typeof listener | undefined = listener;
    const emitted = this.#emitted;
    if (emitted) queueMicrotask(() => current?.(emitted.value));
    else this.#listeners.add(listener);
    return () => {
      current = undefined;
      this.#listeners.delete(listener);
    };
  }
}
