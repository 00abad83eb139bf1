import { createSignal, Show } from 'solid-js';
import type { Http } from '../../protocol/http';
import type { Client } from '../../state/client';
import { refusalWords, words } from '../../words/words';
import { Button } from '../parts/button';
import { TextField } from '../parts/text-field';
import { useStage } from '../shell/stage';

interface AccountProps {
  readonly client: Client;
  readonly http: Http;
  readonly guest: boolean;
}

/** Signing out, and for those who have an account its password and its end. */
export function Account(props: AccountProps) {
  const text = () => words().settings;
  const stage = useStage();
  return (
    <section>
      <h3>{text().account}</h3>
      <Show when={props.guest} fallback={<Password {...props} />}>
        <p class="quiet">{text().guest}</p>
      </Show>
      <p class="quiet">{text().signOutHint}</p>
      <div class="row">
        <Button onClick={() => stage.leave()}>{words().shell.signOut}</Button>
      </div>
      <Show when={!props.guest}>
        <Deletion {...props} />
      </Show>
    </section>
  );
}

function Password(props: AccountProps) {
  const text = () => words().settings;
  const [current, setCurrent] = createSignal('');
  const [next, setNext] = createSignal('');
  const [trouble, setTrouble] = createSignal<string>();
  const [done, setDone] = createSignal(false);

  async function change(): Promise<void> {
    const answer = await props.http.changePassword(current(), next());
    setDone(answer.kind === 'done');
    if (answer.kind === 'done') {
      setTrouble(undefined);
      setCurrent('');
      setNext('');
    } else {
      const known = answer.kind === 'refused' ? refusalWords(answer) : words().entrance.noAnswer;
      setTrouble(known);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <TextField
        label={text().current}
        type="password"
        autocomplete="current-password"
        value={current()}
        input={setCurrent}
        error={trouble()}
      />
      <TextField
        label={text().next}
        type="password"
        autocomplete="new-password"
        value={next()}
        input={setNext}
        hint={words().entrance.passwordHint}
      />
      <div class="row">
        <Button type="submit">{text().password}</Button>
      </div>
      <Show when={done()}>
        <p role="status">{text().changed}</p>
      </Show>
    </form>
  );
}

function Deletion(props: AccountProps) {
  const text = () => words().settings;
  const [open, setOpen] = createSignal(false);
  const [password, setPassword] = createSignal('');
  const [messages, setMessages] = createSignal<'keep' | 'erase'>('keep');
  const [trouble, setTrouble] = createSignal<string>();

  async function remove(): Promise<void> {
    const answer = await props.http.deleteAccount(password(), messages());
    if (answer.kind === 'done') await props.client.signOut();
    else setTrouble(answer.kind === 'refused' ? refusalWords(answer) : words().entrance.noAnswer);
  }

  return (
    <Show
      when={open()}
      fallback={
        <div class="row">
          <Button look="danger" onClick={() => setOpen(true)}>
            {text().deleteAccount}
          </Button>
        </div>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void remove();
        }}
      >
        <p>{text().deleteHint}</p>
        <label>
          <input
            type="radio"
            name="messages"
            checked={messages() === 'keep'}
            onChange={() => setMessages('keep')}
          />{' '}
          {text().keepMessages}
        </label>
        <label>
          <input
            type="radio"
            name="messages"
            checked={messages() === 'erase'}
            onChange={() => setMessages('erase')}
          />{' '}
          {text().eraseMessages}
        </label>
        <TextField
          label={text().current}
          type="password"
          autocomplete="current-password"
          value={password()}
          input={setPassword}
          error={trouble()}
        />
        <div class="row">
          <Button onClick={() => setOpen(false)}>{words().parts.cancel}</Button>
          <Button type="submit" look="danger">
            {text().deleteForGood}
          </Button>
        </div>
      </form>
    </Show>
  );
}
