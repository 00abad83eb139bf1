import { words } from '../../words/words';
import type { Mark } from '../person';
import './presence.css';

/** Whether somebody is here, told by shape and colour. */
export function PresenceMark(props: { mark: Mark }) {
  return <span class="presence" data-mark={props.mark} title={words().people.marks[props.mark]} />;
}
