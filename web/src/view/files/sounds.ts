import { type Accessor, createEffect, createRoot, createSignal, on } from 'solid-js';
import type { ConversationId } from '../../protocol/values';
import type { Stage } from '../shell/stage';

/** How fast all sounds of this page are played; each press leads to the next. */
export const SPEEDS: readonly number[] = [1, 1.5, 2];

const [speed, setSpeed] = createSignal(1);

export { speed };

/** A sound of this page, whether or not anything of it is in sight. */
export interface Sound {
  readonly playing: Accessor<boolean>;
  /** In seconds, from the beginning. */
  readonly at: Accessor<number>;
  /** In seconds; 0 until it is known. */
  readonly length: Accessor<number>;
  readonly failed: Accessor<boolean>;
  toggle(): void;
  seek(seconds: number): void;
  /** Something shows it, until what this returns is called. */
  show(): () => void;
}

interface Heard extends Sound {
  readonly conversation: ConversationId;
  readonly media: HTMLMediaElement;
}

const heard = new Map<string, Heard>();

// One plays at a time, film or sound.
function pauseOthers(media: HTMLMediaElement): void {
  for (const other of [...heard.values()].map((each) => each.media)) {
    if (other !== media) other.pause();
  }
  for (const film of document.querySelectorAll('video')) if (film !== media) film.pause();
}

document.addEventListener(
  'play',
  ({ target }) => {
    if (target instanceof HTMLMediaElement) pauseOthers(target);
  },
  true,
);

/** The next of the speeds, for what plays and what will. */
export function faster(): void {
  const next = SPEEDS[SPEEDS.indexOf(speed()) + 1] ?? 1;
  setSpeed(next);
  for (const { media } of heard.values()) media.playbackRate = next;
}

let stay: Stage | null = null;

/** What one hears is of where one is: it ends when that is shown nowhere any more. */
function follow(stage: Stage): void {
  if (stay === stage) return;
  stay = stage;
  const { client } = stage;
  client.watch('link', () => {
    if (client.link().state !== 'signed-out') return;
    for (const { media } of heard.values()) media.pause();
  });
  createRoot(() =>
    createEffect(
      on([stage.current, stage.panes], ([current, panes]) => {
        for (const { conversation, media } of heard.values()) {
          if (conversation !== current && !panes.includes(conversation)) media.pause();
        }
      }),
    ),
  );
}

/** The sound at an address: the same for all that show it. `claimed`: its seconds, as was said. */
export function soundAt(
  stage: Stage,
  conversation: ConversationId,
  address: string,
  claimed: number,
): Sound {
  follow(stage);
  const known = heard.get(address) ?? made(conversation, address, claimed);
  heard.set(address, known);
  return known;
}

function made(conversation: ConversationId, address: string, claimed: number): Heard {
  const media = new Audio();
  // How long it is was said already; or else its beginning tells.
  media.preload = claimed > 0 ? 'none' : 'metadata';
  media.src = address;
  const [playing, setPlaying] = createSignal(false);
  const [at, setAt] = createSignal(0);
  const [length, setLength] = createSignal(claimed);
  const [failed, setFailed] = createSignal(false);
  let shown = 0;
  const perhapsGo = () => {
    if (shown > 0 || !media.paused) return;
    heard.delete(address);
    media.removeAttribute('src');
    media.load();
  };
  const tick = () => {
    if (media.paused) return;
    setAt(media.currentTime);
    requestAnimationFrame(tick);
  };
  media.onplay = () => {
    pauseOthers(media);
    media.playbackRate = speed();
    setPlaying(true);
    tick();
  };
  media.onpause = () => {
    setPlaying(false);
    perhapsGo();
  };
  media.ontimeupdate = () => setAt(media.currentTime);
  media.onended = () => {
    // Some recordings do not say how long they are before they were heard.
    if (media.currentTime > 0) setLength(media.currentTime);
    setAt(0);
    media.currentTime = 0;
  };
  media.ondurationchange = () => {
    if (Number.isFinite(media.duration)) setLength(media.duration);
  };
  media.onerror = () => {
    if (media.hasAttribute('src')) setFailed(true);
  };
  return {
    conversation,
    media,
    playing,
    at,
    length,
    failed,
    toggle() {
      if (!media.paused) {
        media.pause();
        return;
      }
      // What did not come may come now.
      if (failed()) media.load();
      setFailed(false);
      void media.play().catch(() => undefined);
    },
    seek(seconds) {
      const to = Math.min(Math.max(0, seconds), Math.max(0, length() - 0.05));
      media.currentTime = to;
      setAt(to);
    },
    show() {
      shown += 1;
      return () => {
        shown -= 1;
        // Another place on the page may show it at once, as when the list is drawn anew.
        setTimeout(perhapsGo, 1_000);
      };
    },
  };
}
