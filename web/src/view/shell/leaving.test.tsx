// @vitest-environment happy-dom
import { render } from 'solid-js/web';
import { afterEach, expect, it, vi } from 'vitest';
import type { Http } from '../../protocol/http';
import type { Client } from '../../state/client';
import { createStage, type Stage } from './stage';

const LOBBY = { conversation: 'c1', title: 'lobby', type: 'room' };
const words = { conversation: 'c1', text: 'See you' };
const WRITTEN = { cid: 'x', kind: 'post', conversation: 'c1', words };

let end = () => undefined as unknown;
afterEach(() => end());

/** A screen of which only the dialogs are there, for somebody who has not sent so much. */
function screen(unsent: readonly unknown[]): { stage: Stage; signOut: () => Promise<void> } {
  const signOut = vi.fn(async () => undefined);
  const client = {
    conversations: () => [LOBBY],
    conversation: () => LOBBY,
    unsettled: () => unsent,
    me: () => null,
    watch: () => () => undefined,
    signOut,
  } as unknown as Client;
  const made: Stage[] = [];
  const Screen = () => {
    const stage = createStage(client, {} as Http);
    made.push(stage);
    return <>{stage.dialog()?.(() => stage.ask(null))}</>;
  };
  end = render(() => <Screen />, document.body);
  const [stage] = made;
  if (stage === undefined) throw new Error('there is no stage');
  return { stage, signOut };
}

it('who has sent everything leaves at once', () => {
  const { stage, signOut } = screen([]);
  stage.leave();
  expect(signOut).toHaveBeenCalled();
  expect(document.querySelector('dialog')).toBeNull();
});

it('who has not sent something is asked first, and sees what would be lost', () => {
  const { stage, signOut } = screen([WRITTEN]);
  stage.leave();
  expect(signOut).not.toHaveBeenCalled();
  const dialog = document.querySelector('dialog');
  expect(dialog?.textContent).toContain('See you');
  expect(dialog?.textContent).toContain('lobby');
  dialog?.querySelector('form')?.requestSubmit();
  expect(signOut).toHaveBeenCalled();
});

it('who does not leave after all loses nothing', () => {
  const { stage, signOut } = screen([WRITTEN]);
  stage.leave();
  document.querySelector<HTMLElement>('.dialog-foot button')?.click();
  expect(signOut).not.toHaveBeenCalled();
  expect(document.querySelector('dialog')).toBeNull();
});
