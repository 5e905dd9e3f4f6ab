/** Something that happens once. Unlike a promise, it keeps nothing of those who no longer wait for it. */
export class OneShotEvent<T> {
  readonly #waiting = new Set<(value: T) => void>();
  #happened: { readonly value: T } | undefined;

  emit(value: T): void {
    this.#happened = { value };
    for (const tell of this.#waiting) tell(value);
    this.#waiting.clear();
  }

  /** Calls back when it happens, or soon where it has. Gives a function that stops that. */
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
