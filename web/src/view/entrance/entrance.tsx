import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { Entering, Http, SessionOpened } from '../../protocol/http';
import { refusalWords, words } from '../../words/words';
import { Button } from '../parts/button';
import { TextField } from '../parts/text-field';
import { readInvitation } from './invitation';
import { type Field, fieldOf } from './trouble';
import './entrance.css';

type Way = 'guest' | 'sign-in' | 'sign-up';

interface EntranceProps {
  readonly http: Http;
  /** Words about why one is here again; empty at first. */
  readonly note?: string | undefined;
  readonly entered: (session: SessionOpened) => void;
}

/** The first page: a name and one button, and beside it the ways to and into an account. */
export function Entrance(props: EntranceProps) {
  const [about, { refetch }] = createResource(() => props.http.aboutServer());
  const server = () => {
    const answer = about.latest;
    return answer?.kind === 'server' ? answer : undefined;
  };
  return (
    <main class="entrance">
      <section class="entrance-card">
        <img src="/klatch.svg" alt="" width="56" height="56" />
        <Show
          when={server()}
          fallback={
            <Show when={!about.loading} fallback={<p class="quiet">{words().entrance.working}</p>}>
              <h1>{words().entrance.title}</h1>
              <p role="alert">{words().entrance.noAnswer}</p>
              <Button onClick={() => refetch()}>{words().entrance.again}</Button>
            </Show>
          }
        >
          {(known) => (
            <>
              <h1>{words().entrance.title}</h1>
              <p class="quiet">
                {props.note ??
                  (readInvitation(location.hash) === null
                    ? words().entrance.lead(known().server)
                    : words().entrance.invited)}
              </p>
              <Form
                {...props}
                basic={known().door === 'basic'}
                guests={known().guests}
                signUp={known().signUp}
              />
            </>
          )}
        </Show>
      </section>
    </main>
  );
}

interface FormProps extends EntranceProps {
  readonly basic: boolean;
  readonly guests: boolean;
  readonly signUp: string;
}

function Form(props: FormProps) {
  const invited = readInvitation(location.hash)?.invite ?? '';
  const guestsMay = () => props.guests || invited !== '';
  const [way, setWay] = createSignal<Way>(guestsMay() || props.basic ? 'guest' : 'sign-in');
  const [name, setName] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [invite, setInvite] = createSignal(invited);
  const [errors, setErrors] = createSignal<Partial<Record<Field | 'all', string>>>({});
  const [busy, setBusy] = createSignal(false);

  const ways = (): Way[] =>
    props.basic ? ['guest'] : [...(guestsMay() ? ['guest' as const] : []), 'sign-in', 'sign-up'];

  function how(): Entering {
    const kind = way();
    if (kind === 'sign-in') return { kind, name: name().trim(), password: password() };
    const code = invite().trim() === '' ? {} : { invite: invite().trim() };
    if (kind === 'guest') return { kind, name: name().trim(), ...code };
    return { kind, name: name().trim(), password: password(), ...code };
  }

  function missing(): Partial<Record<Field, string>> {
    const found: Partial<Record<Field, string>> = {};
    if (name().trim() === '') found.name = words().entrance.nameMissing;
    if (way() !== 'guest' && password() === '') found.password = words().entrance.passwordMissing;
    return found;
  }

  async function enter(): Promise<void> {
    const lacking = missing();
    setErrors(lacking);
    if (Object.keys(lacking).length > 0 || busy()) return;
    setBusy(true);
    const answer = await props.http.enter(how());
    setBusy(false);
    if (answer.kind === 'session') props.entered(answer);
    else if (answer.kind === 'lost') setErrors({ all: words().entrance.noAnswer });
    else setErrors({ [fieldOf(answer) ?? 'all']: refusalWords(answer) });
  }

  function choose(next: Way): void {
    setWay(next);
    setErrors({});
  }

  const label = (each: Way) =>
    ({
      guest: words().entrance.asGuest,
      'sign-in': words().entrance.haveAccount,
      'sign-up': words().entrance.noAccount,
    })[each];

  return (
    <form
      class="entrance-form"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <Show when={ways().length > 1}>
        <div class="entrance-ways" role="radiogroup" aria-label={words().entrance.title}>
          <For each={ways()}>
            {(each) => (
              <label class="entrance-way" data-chosen={way() === each}>
                <input
                  type="radio"
                  name="way"
                  checked={way() === each}
                  onChange={() => choose(each)}
                />
                {label(each)}
              </label>
            )}
          </For>
        </div>
      </Show>
      <Show when={!guestsMay()}>
        <p class="quiet">{words().entrance.guestsRefused}</p>
      </Show>
      <Show when={way() === 'sign-up' && props.signUp !== 'open' && invited === ''}>
        <p class="quiet">
          {props.signUp === 'closed' ? words().entrance.closed : words().entrance.inviteOnly}
        </p>
      </Show>
      <TextField
        label={words().entrance.name}
        value={name()}
        input={setName}
        limit={32}
        autofocus
        autocomplete={way() === 'guest' ? 'nickname' : 'username'}
        error={errors().name}
      />
      <Show when={way() !== 'guest'}>
        <TextField
          label={way() === 'sign-up' ? words().entrance.passwordNew : words().entrance.password}
          value={password()}
          input={setPassword}
          type="password"
          autocomplete={way() === 'sign-up' ? 'new-password' : 'current-password'}
          hint={way() === 'sign-up' ? words().entrance.passwordHint : undefined}
          error={errors().password}
        />
      </Show>
      <Show
        when={
          way() !== 'sign-in' && (props.signUp === 'invite' || !props.guests || errors().invite)
        }
      >
        <TextField
          label={props.guests ? words().entrance.inviteOptional : words().entrance.invite}
          value={invite()}
          input={setInvite}
          limit={128}
          error={errors().invite}
        />
      </Show>
      <Show when={errors().all}>
        <p class="entrance-trouble" role="alert">
          {errors().all}
        </p>
      </Show>
      <Button type="submit" look="main" disabled={busy()}>
        <Switch fallback={words().entrance.enter}>
          <Match when={way() === 'sign-in'}>{words().entrance.signIn}</Match>
          <Match when={way() === 'sign-up'}>{words().entrance.signUp}</Match>
        </Switch>
      </Button>
      <Show when={props.basic}>
        <div class="entrance-basic">
          <p>
            <strong>{words().entrance.basic}.</strong> {words().entrance.basicLong}
          </p>
          <a class="button" data-look="plain" href={`/join${location.hash}`}>
            {words().entrance.secure}
          </a>
        </div>
      </Show>
      <p class="entrance-terminal quiet">
        {words().entrance.terminal} <code translate="no">./klatch chat {location.origin}</code>
      </p>
    </form>
  );
}
