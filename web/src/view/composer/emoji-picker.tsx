import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  For,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import { render } from 'solid-js/web';
import { words } from '../../words/words';
import { float } from '../parts/floating';
import { sayTrouble } from '../parts/toast';
import { allEmoji, type Emoji, findEmoji, recentEmoji, usedEmoji } from './emoji';
import './emoji-picker.css';

/** Groups in the order of the data, without the components of others. */
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
const MOST_FOUND = 120;

let close: (() => void) | undefined;

/** Opens the emoji beside something. Esc, or a press beside them, closes them. */
export function openEmojiPicker(anchor: Element, choose: (sign: string) => void): void {
  close?.();
  const place = document.createElement('div');
  (anchor.closest('dialog') ?? document.body).append(place);
  const end = render(
    () => (
      <Picker
        anchor={anchor}
        close={() => close?.()}
        choose={(sign) => {
          usedEmoji(sign);
          close?.();
          choose(sign);
        }}
      />
    ),
    place,
  );
  close = () => {
    close = undefined;
    end();
    place.remove();
    if (anchor instanceof HTMLElement && anchor.isConnected) anchor.focus();
  };
}

function Picker(props: { anchor: Element; choose: (sign: string) => void; close: () => void }) {
  let panel!: HTMLDivElement;
  const [query, setQuery] = createSignal('');
  const [all] = createResource(() =>
    allEmoji().catch(() => {
      sayTrouble(words().parts.notLoaded);
      return [];
    }),
  );
  const [found] = createResource(query, (text) =>
    text.trim() === '' ? [] : findEmoji(text.trim(), MOST_FOUND).catch(() => []),
  );
  // Who is quick says Enter before anything is found: then it is for what will be.
  const [taken, take] = createSignal(false);
  createEffect(() => {
    if (!taken() || all.loading || found.loading) return;
    take(false);
    queueMicrotask(() => panel.querySelector<HTMLElement>('.emoji')?.click());
  });
  const outside = (event: Event) => {
    if (!panel.contains(event.target as Node)) props.close();
  };
  onMount(() => {
    panel.showPopover();
    onCleanup(float(props.anchor, panel, 'top-end'));
    panel.querySelector('input')?.focus({ preventScroll: true });
    addEventListener('pointerdown', outside, true);
    onCleanup(() => removeEventListener('pointerdown', outside, true));
  });
  const byGroup = createMemo(() =>
    GROUPS.map((group) => ({
      name: words().emoji.groups[group],
      emoji: (all() ?? []).filter((each) => each.group === group),
    })),
  );
  const recent = createMemo(() => {
    const known = new Map((all() ?? []).map((each) => [each.sign, each]));
    return recentEmoji()
      .map((sign) => known.get(sign))
      .filter((each) => each !== undefined);
  });
  return (
    <div
      ref={panel}
      class="emoji-picker"
      popover="manual"
      role="dialog"
      aria-label={words().emoji.title}
      onKeyDown={(event) => keys(panel, event, props.close, () => take(true))}
    >
      <input
        class="field"
        type="search"
        placeholder={words().emoji.search}
        aria-label={words().emoji.search}
        value={query()}
        onInput={(event) => {
          take(false);
          setQuery(event.currentTarget.value);
        }}
      />
      <div class="emoji-groups">
        <Show
          when={query().trim() === ''}
          fallback={
            <Group name={words().emoji.found} emoji={found() ?? []} choose={props.choose} />
          }
        >
          <Group name={words().emoji.recent} emoji={recent()} choose={props.choose} />
          <For each={byGroup()}>
            {(group) => <Group name={group.name} emoji={group.emoji} choose={props.choose} />}
          </For>
        </Show>
      </div>
    </div>
  );
}

function Group(props: { name: string; emoji: readonly Emoji[]; choose: (sign: string) => void }) {
  return (
    <Show when={props.emoji.length > 0}>
      <section class="emoji-group" aria-label={props.name}>
        <h3>{props.name}</h3>
        <div class="emoji-grid">
          <For each={props.emoji}>
            {(each) => (
              <button
                type="button"
                class="emoji"
                title={each.label}
                aria-label={each.label}
                onClick={() => props.choose(each.sign)}
              >
                {each.sign}
              </button>
            )}
          </For>
        </div>
      </section>
    </Show>
  );
}

/** The arrows lead through the signs; Enter in the field takes the first. */
function keys(
  panel: HTMLElement,
  event: KeyboardEvent,
  end: () => void,
  takeFirst: () => void,
): void {
  event.stopPropagation();
  if (event.key === 'Escape') {
    end();
    return;
  }
  const all = [...panel.querySelectorAll<HTMLButtonElement>('.emoji')];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  if (event.key === 'Enter' && at === -1) {
    event.preventDefault();
    takeFirst();
    return;
  }
  const columns = Math.max(1, Math.floor((all[0]?.parentElement?.clientWidth ?? 0) / 36));
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at === -1 ? 1 : columns,
    ArrowUp: -columns,
    ...(at === -1 ? {} : { ArrowRight: 1, ArrowLeft: -1 }),
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next = at === -1 ? 0 : at + step;
  if (next < 0) panel.querySelector('input')?.focus();
  else all[Math.min(next, all.length - 1)]?.focus();
}
