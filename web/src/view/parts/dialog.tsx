import { createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { words } from '../../words/words';
import { Button, IconButton } from './button';
import { Toasts } from './toast';
import './dialog.css';

interface DialogProps {
  title: string;
  /** Called when it is to go: by a button, Esc, or a press beside it. */
  close: () => void;
  children: JSX.Element;
  wide?: boolean;
}

/** The focus goes to where it came from; if that is gone, to where one writes. */
export function giveBack(back: Element | null): void {
  if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus();
  else document.querySelector<HTMLElement>('main .composer-field')?.focus();
}

/** Something to look at or to fill in before one goes on. The focus goes in, and back. */
export function Dialog(props: DialogProps) {
  let dialog!: HTMLDialogElement;
  const title = createUniqueId();
  const back = document.activeElement;
  onMount(() => {
    dialog.showModal();
    onCleanup(() => {
      dialog.close();
      giveBack(back);
    });
  });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself.
    <dialog
      ref={dialog}
      class="dialog"
      classList={{ wide: props.wide }}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        props.close();
      }}
      onClick={(event) => {
        if (event.target === dialog) props.close();
      }}
    >
      <div class="dialog-inside">
        <header class="dialog-head">
          <h2 id={title}>{props.title}</h2>
          <IconButton icon="close" label={words().parts.close} onClick={() => props.close()} />
        </header>
        {props.children}
      </div>
      <Toasts />
    </dialog>
  );
}

interface FormProps {
  /** What the button does, as a verb. */
  action: string;
  look?: 'main' | 'danger';
  busy?: boolean;
  /** What went wrong and belongs to no field. */
  trouble?: string | undefined;
  submit: () => void;
  close: () => void;
  children?: JSX.Element;
}

/** The inside of a dialog that is filled in: fields, then what can be done. */
export function DialogForm(props: FormProps) {
  return (
    <form
      class="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.busy) props.submit();
      }}
    >
      {props.children}
      <Show when={props.trouble}>
        <p class="dialog-trouble" role="alert">
          {props.trouble}
        </p>
      </Show>
      <footer class="dialog-foot">
        <Button onClick={() => props.close()}>{words().parts.cancel}</Button>
        <Button type="submit" look={props.look ?? 'main'} disabled={props.busy ?? false}>
          {props.action}
        </Button>
      </footer>
    </form>
  );
}
