import type { Topic } from './client';
import type { Clock } from './surroundings';

/** Two batches are at least so far from each other: faster than this nobody sees. */
const restMillis = 16;

/**
 * Who waits for what. What changed is told in batches: at once if nothing was told in the last
 * moment, else after a rest, so that a flood of events costs one look of the view for each picture.
 */
export class Topics {
  readonly #clock: Clock;
  readonly #watchers = new Map<Topic, Set<() => void>>();
  #changed = new Set<Topic>();
  #toldAt = Number.NEGATIVE_INFINITY;
  #under = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  watch(topic: Topic, changed: () => void): () => void {
    const watchers = this.#watchers.get(topic) ?? new Set();
    this.#watchers.set(topic, watchers);
    // A watcher of its own for each call, though the function be the same.
    const watcher = () => changed();
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(topic) === watchers) {
        this.#watchers.delete(topic);
      }
    };
  }

  /** Whether somebody waits for it. */
  isWatched(topic: Topic): boolean {
    return this.#watchers.has(topic);
  }

  /** It may read otherwise. */
  tell(...topics: readonly Topic[]): void {
    for (const topic of topics) this.#changed.add(topic);
    if (this.#under) return;
    this.#under = true;
    const rest = this.#toldAt + restMillis - this.#clock.steady();
    if (rest <= 0) queueMicrotask(() => this.#flush());
    else this.#clock.after(rest, () => this.#flush());
  }

  #flush(): void {
    this.#under = false;
    this.#toldAt = this.#clock.steady();
    const changed = this.#changed;
    this.#changed = new Set();
    for (const topic of changed) {
      for (const watcher of [...(this.#watchers.get(topic) ?? [])]) watcher();
    }
  }
}
