import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { float } from './floating';
import { Icon } from './icon';
import type { IconName } from './icons';
import './menu.css';

/** An entry of a menu; `null` in a list of them is a line between groups. */
export interface MenuEntry {
  readonly label: string;
  readonly icon?: IconName;
  readonly danger?: boolean;
  /** One of several to choose from, or something that is on or off. */
  readonly checked?: boolean;
  readonly keys?: string;
  run(): void;
}

export type MenuEntries = readonly (MenuEntry | null)[];

interface OpenMenu {
  /** The part of the page that it belongs to: a dialog lets nothing outside of it be pressed. */
  readonly place: Element;
  readonly label: string;
  readonly entries: MenuEntries;
  readonly anchor: Element | DOMRect;
  readonly back: HTMLElement | null;
}

const [opened, setOpened] = createSignal<OpenMenu | null>(null);

/** Opens a menu beside a button, or at a point. One is open at a time. */
export function openMenu(at: Element | MouseEvent, label: string, entries: MenuEntries): void {
  const anchor = at instanceof Element ? at : new DOMRect(at.clientX, at.clientY, 0, 0);
  const active = document.activeElement;
  const back = at instanceof HTMLElement ? at : active instanceof HTMLElement ? active : null;
  const from = at instanceof Element ? at : document.elementFromPoint(at.clientX, at.clientY);
  const place = from?.closest('dialog, main, nav, aside, [role="main"]') ?? document.body;
  setOpened({ place, label, entries, anchor, back });
}

function close(focusBack: boolean): void {
  const menu = opened();
  setOpened(null);
  if (focusBack) menu?.back?.focus();
}

/** The place where the open menu is shown: once on a page. */
export function Menus() {
  return (
    <Show when={opened()} keyed>
      {(menu) => (
        <Portal mount={menu.place}>
          <MenuList menu={menu} />
        </Portal>
      )}
    </Show>
  );
}

function step(list: HTMLElement, event: KeyboardEvent): void {
  const items = [...list.querySelectorAll<HTMLElement>('[data-entry]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = (index: number) => items[(index + items.length) % items.length]?.focus();
  if (event.key === 'ArrowDown') to(at + 1);
  else if (event.key === 'ArrowUp') to(at - 1);
  else if (event.key === 'Home') to(0);
  else if (event.key === 'End') to(-1);
  else if (event.key === 'Escape' || event.key === 'Tab') close(true);
  else if (event.key.length === 1) {
    const wanted = event.key.toLocaleLowerCase();
    const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    later.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(wanted))?.focus();
    return;
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function MenuList(props: { menu: OpenMenu }) {
  let list!: HTMLDivElement;
  const outside = (event: Event) => {
    if (!list.contains(event.target as Node)) close(false);
  };
  onMount(() => {
    list.showPopover();
    onCleanup(float(props.menu.anchor, list, 'bottom-start'));
    list.querySelector<HTMLElement>('[data-entry]')?.focus({ preventScroll: true });
    addEventListener('pointerdown', outside, true);
    onCleanup(() => removeEventListener('pointerdown', outside, true));
  });
  return (
    <div
      ref={list}
      class="menu"
      popover="manual"
      role="menu"
      tabindex="-1"
      aria-label={props.menu.label}
      onKeyDown={(event) => step(list, event)}
    >
      <For each={props.menu.entries}>
        {(entry) => (entry === null ? <hr class="menu-line" /> : <MenuButton entry={entry} />)}
      </For>
    </div>
  );
}

function MenuButton(props: { entry: MenuEntry }) {
  const role = () => {
    const { checked } = props.entry;
    if (checked === undefined) return { role: 'menuitem' as const };
    return { role: 'menuitemcheckbox' as const, 'aria-checked': checked };
  };
  return (
    <button
      type="button"
      class="menu-entry"
      data-entry
      {...role()}
      tabindex="-1"
      data-danger={props.entry.danger}
      onClick={() => {
        close(true);
        props.entry.run();
      }}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
    >
      <Show when={props.entry.icon ?? (props.entry.checked ? 'check' : undefined)} keyed>
        {(name) => <Icon name={name} />}
      </Show>
      <span class="menu-label">{props.entry.label}</span>
      <Show when={props.entry.icon !== undefined && props.entry.checked}>
        <Icon name="check" />
      </Show>
      <Show when={props.entry.keys}>
        <span class="menu-keys">{props.entry.keys}</span>
      </Show>
    </button>
  );
}
