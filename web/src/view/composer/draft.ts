import { createEffect, createSignal, on, onCleanup, onMount, type Signal } from 'solid-js';
import { live } from '../live';
import { useStage } from '../shell/stage';
import type { Talk } from '../timeline/talk';

/** So long one is given to write on before what is there is kept. */
const PAUSE_MILLIS = 400;

/**
 * What was there when the page went: kept by the tab, at once, where nothing else is in time. It is
 * taken from there once, and only by who wrote it.
 */
function left(
  person: string | undefined,
  key: string,
): { put(text: string): void; take(): string } {
  const name = `klatch.left.${person ?? ''}.${key}`;
  const attempt = (deed: () => string | null): string => {
    try {
      return deed() ?? '';
    } catch {
      return '';
    }
  };
  return {
    put: (text) => {
      attempt(() => {
        sessionStorage.setItem(name, text);
        return null;
      });
    },
    take: () =>
      attempt(() => {
        const text = sessionStorage.getItem(name);
        sessionStorage.removeItem(name);
        return text;
      }),
  };
}

/**
 * What is written and not sent, kept as it is written: it is there again after a reload, and on
 * the own other devices.
 */
export function createDraft(talk: Talk, writing: () => boolean): Signal<string> {
  const { client } = useStage();
  const key =
    talk.thread === undefined ? `draft:${talk.id}` : `client:draft-${talk.id}-${talk.thread}`;
  const shared = live(client, 'states', () => client.state(key));
  const rest = left(client.me()?.person, key);
  let kept = client.state(key);
  const [text, setText] = createSignal(rest.take() || kept);
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
        // Where one writes nothing comes in; but what was sent from another device is gone.
        const disturbs = writing() && text() !== '' && now !== '';
        if (now === kept || !untouched || disturbs) return;
        kept = now;
        setText(now);
      },
      { defer: true },
    ),
  );
  const goes = () => {
    if (text() !== kept) rest.put(text());
    keep();
  };
  onMount(() => {
    keep();
    addEventListener('pagehide', goes);
    addEventListener('pageshow', rest.take);
  });
  onCleanup(() => {
    removeEventListener('pagehide', goes);
    removeEventListener('pageshow', rest.take);
    keep();
  });
  return [text, setText];
}
