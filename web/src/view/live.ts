import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Client, Topic } from '../state/client';

/** What `read` says, kept as it is now: read again whenever the client says so. */
export function live<T>(client: Client, topic: Topic, read: () => T): Accessor<T> {
  const [value, set] = createSignal<T>(read());
  onCleanup(client.watch(topic, () => set(() => read())));
  return value;
}
