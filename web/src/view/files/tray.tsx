import { For, Show } from 'solid-js';
import { mediaWords } from '../../words/media';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { useStage } from '../shell/stage';
import { useTalk } from '../timeline/talk';
import type { Piece, Shipment } from './shipping';
import { sizeOf } from './size';
import './tray.css';

/** What is on its way to the place where one writes, above the field. */
export function Tray() {
  const stage = useStage();
  const talk = useTalk();
  const shipments = () => stage.shipping.to({ conversation: talk.id, thread: talk.thread });
  return (
    <For each={shipments()}>
      {(shipment) => (
        <div class="tray" data-sent={shipment.parcel().sent}>
          <Show when={shipment.parcel().sent}>
            <p class="tray-words">{mediaWords().tray.waits(shipment.parcel().text)}</p>
          </Show>
          <ul class="tray-pieces" aria-label={mediaWords().tray.onTheirWay}>
            <For each={shipment.pieces()}>
              {(piece) => <TrayPiece piece={piece} shipment={shipment} />}
            </For>
          </ul>
        </div>
      )}
    </For>
  );
}

function progressWords(piece: Piece): string {
  const { size } = piece.file;
  switch (piece.state()) {
    case 'done':
      return sizeOf(size);
    case 'failed':
      return piece.trouble();
    case 'waiting':
      return mediaWords().tray.waiting(sizeOf(size));
    case 'paused':
      return mediaWords().tray.paused(sizeOf(piece.moved()), sizeOf(size));
    case 'sending':
      return mediaWords().tray.moved(sizeOf(piece.moved()), sizeOf(size));
  }
}

function TrayPiece(props: { piece: Piece; shipment: Shipment }) {
  const { shipping } = useStage();
  const state = () => props.piece.state();
  const part = () => {
    const { size } = props.piece.file;
    return size === 0 ? 1 : props.piece.moved() / size;
  };
  const goes = () => state() === 'sending' || state() === 'waiting';
  return (
    <li class="tray-piece" data-state={state()}>
      <Icon name={state() === 'failed' ? 'warning' : 'file'} />
      <span class="tray-name cut" dir="auto">
        {props.piece.file.name}
      </span>
      <span class="tray-state quiet numbers" role={state() === 'failed' ? 'alert' : undefined}>
        {progressWords(props.piece)}
      </span>
      <Show when={goes()}>
        <IconButton
          icon="pause"
          label={mediaWords().tray.pause(props.piece.file.name)}
          onClick={() => shipping.pause(props.piece)}
        />
      </Show>
      <Show when={state() === 'paused' || state() === 'failed'}>
        <IconButton
          icon={state() === 'failed' ? 'retry' : 'play'}
          label={mediaWords().tray.goOn(props.piece.file.name)}
          onClick={() => shipping.again(props.piece)}
        />
      </Show>
      <IconButton
        icon="close"
        label={mediaWords().tray.takeOut(props.piece.file.name)}
        onClick={() => shipping.cancel(props.piece)}
      />
      <progress
        class="tray-progress"
        max="1"
        value={part()}
        aria-label={mediaWords().tray.progress(props.piece.file.name)}
      />
    </li>
  );
}
