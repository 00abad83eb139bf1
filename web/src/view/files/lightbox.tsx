import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import type { Attachment } from '../../protocol/values';
import { mediaWords } from '../../words/media';
import { words } from '../../words/words';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import type { Stage } from '../shell/stage';
import { addressOf, pictureSources, wholeInstead } from './addresses';
import { sizeOf } from './size';
import './lightbox.css';

/** Shows pictures one by one, as large as there is room. */
export function showLightbox(stage: Stage, pictures: readonly Attachment[], at: number): void {
  stage.ask((close) => <Lightbox pictures={pictures} at={at} close={close} />);
}

interface Props {
  pictures: readonly Attachment[];
  at: number;
  close: () => void;
}

function Lightbox(props: Props) {
  let dialog!: HTMLDialogElement;
  const back = document.activeElement;
  const [at, setAt] = createSignal(props.at);
  const [whole, setWhole] = createSignal(true);
  const picture = () => props.pictures[at()];
  const go = (step: number) => {
    setWhole(true);
    setAt((now) => Math.min(props.pictures.length - 1, Math.max(0, now + step)));
  };
  onMount(() => {
    dialog.showModal();
    onCleanup(() => {
      dialog.close();
      if (back instanceof HTMLElement) back.focus();
    });
  });
  const keys = (event: KeyboardEvent) => {
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === forward) go(1);
    else if (event.key === backward) go(-1);
    else if (event.key === '+' || event.key === '-') setWhole(event.key === '-');
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      class="lightbox"
      aria-label={mediaWords().lightbox.pictures}
      onKeyDown={keys}
      onCancel={(event) => {
        event.preventDefault();
        props.close();
      }}
    >
      <Show when={picture()}>
        {(file) => (
          <>
            <Bar file={file()} count={props.pictures.length} at={at()} close={props.close} />
            <div class="lightbox-room" data-whole={whole()}>
              <button
                type="button"
                class="lightbox-picture"
                aria-label={whole() ? mediaWords().lightbox.larger : mediaWords().lightbox.smaller}
                onClick={() => setWhole(!whole())}
              >
                <Show when={file()} keyed>
                  {(shown) => (
                    <img
                      {...(whole() ? pictureSources(shown, 1280) : { src: addressOf(shown) })}
                      width={shown.width}
                      height={shown.height}
                      alt={shown.name}
                      onError={(event) => wholeInstead(shown, event.currentTarget)}
                    />
                  )}
                </Show>
              </button>
            </div>
          </>
        )}
      </Show>
      <Show when={props.pictures.length > 1}>
        <div class="lightbox-steps">
          <IconButton
            icon="back"
            label={mediaWords().lightbox.before}
            disabled={at() === 0}
            onClick={() => go(-1)}
          />
          <IconButton
            icon="next"
            label={mediaWords().lightbox.next}
            disabled={at() === props.pictures.length - 1}
            onClick={() => go(1)}
          />
        </div>
      </Show>
    </dialog>
  );
}

function Bar(props: { file: Attachment; count: number; at: number; close: () => void }) {
  return (
    <header class="lightbox-bar">
      <bdi class="cut">{props.file.name}</bdi>
      <span class="quiet numbers">
        {sizeOf(props.file.size)}
        <Show when={props.count > 1}>{` · ${props.at + 1} / ${props.count}`}</Show>
      </span>
      <a
        class="icon-button"
        href={addressOf(props.file)}
        download={props.file.name}
        aria-label={words().files.download}
        title={words().files.download}
      >
        <Icon name="download" />
      </a>
      <IconButton icon="close" label={words().parts.close} keys="Esc" onClick={props.close} />
    </header>
  );
}
