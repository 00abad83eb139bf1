import { type IconName, icons } from './icons';
import './icon.css';

/** A picture beside words, or on a button that has a name: nothing that is read aloud. */
export function Icon(props: { name: IconName; filled?: boolean }) {
  return (
    <svg class="icon" classList={{ filled: props.filled }} viewBox="0 0 20 20" aria-hidden="true">
      <path d={icons[props.name]} />
    </svg>
  );
}
