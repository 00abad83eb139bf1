import { createSignal } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly after?: string | undefined;
}

/** A list of the server that comes page by page. `null` of `read`: there is no answer now. */
export function createPages<Item>(read: (after?: string) => Promise<PageOf<Item> | null>) {
  const [items, setItems] = createStore<Item[]>([]);
  const [next, setNext] = createSignal<string | undefined>();
  const [state, setState] = createSignal<'reading' | 'read' | 'failed'>('reading');
  let asked = 0;

  async function load(after?: string): Promise<void> {
    asked += 1;
    const mine = asked;
    setState('reading');
    const page = await read(after);
    // An answer to an older question says nothing about this one.
    if (mine !== asked) return;
    if (page === null) {
      setState('failed');
      return;
    }
    const all = after === undefined ? [...page.items] : [...items, ...page.items];
    setItems(reconcile(all, { merge: true }));
    setNext(page.after);
    setState('read');
  }

  return {
    items,
    state,
    hasMore: () => next() !== undefined,
    more: () => load(next()),
    again: () => load(),
  };
}
