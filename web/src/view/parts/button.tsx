import { type JSX, Show, splitProps } from 'solid-js';
import { Icon } from './icon';
import type { IconName } from './icons';
import './button.css';

interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** `plain`: words that can be pressed; `main`: the one thing to do here; `danger`: loses something. */
  look?: 'plain' | 'main' | 'danger';
  icon?: IconName;
}

/** A button with words on it, and perhaps a picture before them. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'icon', 'children', 'class']);
  return (
    <button
      type="button"
      {...rest}
      class={`button ${own.class ?? ''}`}
      data-look={own.look ?? 'plain'}
    >
      <Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>
      {own.children}
    </button>
  );
}

interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  /** What it does: read aloud, and shown when the pointer rests on it. */
  label: string;
  /** The keys that do the same. */
  keys?: string;
  filled?: boolean;
}

/** A button that is a picture. */
export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ['icon', 'label', 'keys', 'filled', 'class']);
  return (
    <button
      type="button"
      {...rest}
      class={`icon-button ${own.class ?? ''}`}
      aria-label={own.label}
      title={own.keys === undefined ? own.label : `${own.label} (${own.keys})`}
    >
      <Icon name={own.icon} filled={own.filled ?? false} />
    </button>
  );
}
