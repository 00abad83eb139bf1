import type { Commands } from '../../protocol/client-frames';
import { words } from '../../words/words';
import { isDenied } from '../deeds';
import type { Stage } from '../shell/stage';
import { titleOf } from '../sidebar/order';
import type { Talk } from '../timeline/talk';
import { calloutOf, meaningOf } from './line';
import { type Outcome, perform } from './verbs';

const DONE: Outcome = { done: true };

function post(stage: Stage, talk: Talk, text: string): Outcome {
  const callout = calloutOf(text);
  const reply = talk.replying()?.seq;
  const target = { conversation: talk.id, thread: talk.thread };
  if (stage.shipping.writing(target) !== null) {
    stage.shipping.send(target, text, reply);
    return DONE;
  }
  const said: Commands['post'] = {
    conversation: talk.id,
    text,
    ...(reply === undefined ? {} : { reply }),
    ...(talk.thread === undefined ? {} : { thread: talk.thread }),
    ...(callout === undefined ? {} : { callout }),
  };
  stage.client.post(said);
  return DONE;
}

/** Sends what was typed to where it is meant for, or does what it orders. */
export async function send(stage: Stage, talk: Talk, typed: string): Promise<Outcome> {
  if (typed.trim() === '') return post(stage, talk, '');
  const meaning = meaningOf(typed);
  switch (meaning.kind) {
    case 'leave':
      stage.leave();
      return DONE;
    case 'order':
      return perform(stage, talk, meaning);
    case 'maybe':
      return perhapsPrivate(stage, talk, typed, meaning);
    case 'say':
      return post(stage, talk, meaning.text);
  }
}

/** `name: text` goes to whoever has the name; if nobody has, it is what one says here. */
async function perhapsPrivate(
  stage: Stage,
  talk: Talk,
  typed: string,
  { receiver, text }: { receiver: string; text: string },
): Promise<Outcome> {
  const { client } = stage;
  const wanted = receiver.toLowerCase();
  const place = client.conversations().find((each) => titleOf(each).toLowerCase() === wanted);
  if (place !== undefined) {
    client.post({ conversation: place.conversation, text });
    if (place.conversation !== talk.id) stage.openPane(place.conversation);
    return DONE;
  }
  const online = [...client.presence().online.values()].some(
    (each) => each.name.toLowerCase() === wanted,
  );
  if (client.link().state !== 'online') {
    return online
      ? { done: false, trouble: words().composer.noLineForPrivate(receiver) }
      : post(stage, talk, typed);
  }
  const known = await client.ask('read-profile', { name: receiver });
  if (isDenied(known)) {
    const nobody = known.kind === 'refused' && known.error === 'unknown-person';
    return nobody
      ? post(stage, talk, typed)
      : { done: false, trouble: words().composer.noLineForPrivate(receiver) };
  }
  const { whisper } = await import('./verb-deeds');
  const trouble = await whisper(stage, known.person.name, text);
  return trouble === null ? DONE : { done: false, trouble };
}
