import { createResource, createSignal, Show } from 'solid-js';
import type { Http } from '../../protocol/http';
import type { ConversationId } from '../../protocol/values';
import type { Client } from '../../state/client';
import { refusalWords, words } from '../../words/words';
import { copyText } from '../clipboard';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/text-field';
import { say } from '../parts/toast';
import { Choice } from '../settings/choice';
import { aboutServer } from './about-server';
import { joinLink, shortLink } from './link';
import { QrCode } from './qr-code';
import './invite.css';

const MOST_USES = 10_000;

interface InviteProps {
  readonly client: Client;
  readonly http: Http;
  /** Where invited people land; the person may choose another room. */
  readonly conversation?: ConversationId | undefined;
  readonly close: () => void;
}

/** The link of this server to read aloud, and for those who may an invite with a code of its own. */
export function InvitePeople(props: InviteProps) {
  const [about] = createResource(() => aboutServer(props.http));
  const [code, setCode] = createSignal<string>();
  const link = () => joinLink(about() ?? null, code());
  const mayInvite = () => props.client.me()?.role !== 'guest';
  return (
    <Dialog title={words().invite.title} close={props.close}>
      <div class="dialog-body invite">
        <Show
          when={code()}
          fallback={
            <>
              <p>{words().invite.link}</p>
              <Link link={shortLink(about() ?? null)} />
              <p class="quiet">{words().invite.linkHint}</p>
            </>
          }
        >
          <p>{words().invite.made}</p>
          <Link link={link()} />
        </Show>
        <QrCode text={link()} label={words().invite.code} />
        <Show when={mayInvite() && code() === undefined}>
          <MakeInvite {...props} made={setCode} />
        </Show>
      </div>
    </Dialog>
  );
}

function Link(props: { readonly link: string }) {
  async function copy(): Promise<void> {
    if (await copyText(props.link)) say(words().invite.copied);
  }
  return (
    <div class="invite-link">
      <code translate="no">{props.link}</code>
      <Button onClick={() => void copy()}>{words().invite.copy}</Button>
    </div>
  );
}

function MakeInvite(props: InviteProps & { readonly made: (code: string) => void }) {
  const text = () => words().invite;
  const [uses, setUses] = createSignal('1');
  const [hours, setHours] = createSignal<'1' | '24' | '168' | '720'>('168');
  const [role, setRole] = createSignal<'guest' | 'member'>('member');
  const [room, setRoom] = createSignal(props.conversation ?? '');
  const [trouble, setTrouble] = createSignal<string>();
  const rooms = () =>
    Object.fromEntries([
      ['', text().noRoom],
      ...props.client
        .conversations()
        .filter((each) => each.type === 'room')
        .map((each) => [each.conversation, each.title]),
    ]);

  async function make(): Promise<void> {
    const count = Math.min(MOST_USES, Math.max(1, Math.trunc(Number(uses())) || 1));
    const answer = await props.client.ask('make-invite', {
      role: role(),
      uses: count,
      hours: Number(hours()),
      ...(room() === '' ? {} : { conversation: room() }),
    });
    if (answer.kind === 'invite') props.made(answer.code);
    else setTrouble(answer.kind === 'refused' ? refusalWords(answer) : words().entrance.noAnswer);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <p class="quiet">{text().makeHint}</p>
      <TextField
        label={text().uses}
        value={uses()}
        input={setUses}
        type="number"
        error={trouble()}
      />
      <Choice label={text().hours} value={hours()} options={text().hourChoices} choose={setHours} />
      <Choice
        label={text().role}
        value={role()}
        options={{ member: words().admin.roles.member, guest: words().admin.roles.guest }}
        choose={setRole}
      />
      <Choice label={text().room} value={room()} options={rooms()} choose={setRoom} />
      <div>
        <Button type="submit" look="main">
          {text().make}
        </Button>
      </div>
    </form>
  );
}
