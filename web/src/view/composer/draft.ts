import { createEffect, createSignal, on, onCleanup, onMount, type Signal } from 'solid-js';
import { live } from '../live';
import { useStage } from '../shell/stage';
import type { Talk } from '../timeline/talk';

/** So long one is given to write on before what is there is kept. */
const PAUSE_MILLIS = 400;

/**
 * What is written and not sent, kept as it is written: it is there again after a reload, and on
 * the own other devices.
 */
export function createDraft(talk: Talk, writing: () => boolean): Signal<string> {
  const { client } = useStage();
  const key =
    talk.thread === undefined ? `draft:${talk.id}` : `client:draft-${talk.id}-${talk.thread}`;
  const shared = live(client, 'states', () => client.state(key));
  const [text, setText] = createSignal(client.state(key));
  let kept = text();
  let later: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(later);
    if (text() === kept) return;
    kept = text();
    client.setState(key, kept);
  };
  createEffect(
    on(
      text,
      (now) => {
        clearTimeout(later);
        // What was sent is gone at once.
        if (now === '') keep();
        else later = setTimeout(keep, PAUSE_MILLIS);
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      shared,
      (now) => {
        const untouched = text() === kept;
        if (now === kept || !untouched || (writing() && text() !== '')) return;
        kept = now;
        setText(now);
      },
      { defer: true },
    ),
  );
  onMount(() => addEventListener('pagehide', keep));
  onCleanup(() => {
    removeEventListener('pagehide', keep);
    keep();
  });
  return [text, setText];
}
