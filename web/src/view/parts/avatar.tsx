import { Show } from 'solid-js';
import type { PersonId } from '../../protocol/values';
import { hueOf, initialsOf, type Mark } from '../person';
import { PresenceMark } from './presence';
import './avatar.css';

interface AvatarProps {
  person: PersonId;
  name: string;
  /** With a mark at its corner. */
  mark?: Mark | undefined;
  size?: 'tiny' | 'small' | 'text' | 'large';
}

/** The letters of somebody on the colour of their id. Their name always stands beside it. */
export function Avatar(props: AvatarProps) {
  return (
    <span
      class="avatar"
      data-hue={hueOf(props.person)}
      data-size={props.size ?? 'text'}
      aria-hidden="true"
    >
      {initialsOf(props.name)}
      <Show when={props.mark}>{(mark) => <PresenceMark mark={mark()} />}</Show>
    </span>
  );
}
