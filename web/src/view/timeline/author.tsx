import type { PersonId } from '../../protocol/values';
import { words } from '../../words/words';
import { personEntries } from '../panel/person-menu';
import { Avatar } from '../parts/avatar';
import { openMenu } from '../parts/menu';
import { hueOf, nameOf } from '../person';
import { useStage } from '../shell/stage';

/** The face of an author. */
export function AuthorAvatar(props: { person: PersonId; name: string }) {
  return <Avatar person={props.person} name={props.name} />;
}

/** The name of an author, in the colour of the face; it opens what one can do with them. */
export function AuthorName(props: { person: PersonId; name: string }) {
  const stage = useStage();
  const shown = () => {
    const known = stage.client.person(props.person);
    return known === null ? props.name : nameOf(known);
  };
  return (
    <button
      type="button"
      class="author"
      data-hue={hueOf(props.person)}
      aria-haspopup="menu"
      onClick={(event) =>
        openMenu(
          event.currentTarget,
          words().people.menu(props.name),
          personEntries(stage, { person: props.person, name: props.name }),
        )
      }
    >
      <bdi>{shown()}</bdi>
    </button>
  );
}
