// @vitest-environment happy-dom
import { render } from 'solid-js/web';
import { afterEach, expect, it, vi } from 'vitest';
import type { Client } from '../../state/client';
import { type Stage, StageProvider } from '../shell/stage';
import { People } from './people';

const PAGE = 100;
const NAMES = [
  ...Array.from({ length: 420 }, (_, i) => `guest${String(i).padStart(3, '0')}`),
  'zoe',
];
const MEMBERS = NAMES.map((name) => ({
  person: { person: `p${name}`, name, role: 'member' },
  standing: 'member',
}));

let end = () => undefined as unknown;
afterEach(() => end());

/** The panel of a room of many, of whom `guest000` alone is online. */
function panel() {
  const ask = vi.fn(async (_: string, { after = '0' }: { after?: string }) => {
    const next = Number(after) + PAGE;
    const members = MEMBERS.slice(Number(after), next);
    return { kind: 'members', members, ...(next < MEMBERS.length ? { after: `${next}` } : {}) };
  });
  const [first] = MEMBERS;
  const client = {
    me: () => ({ person: 'pana', everyone: 'c1' }),
    presence: () => ({ count: 1, online: new Map([[first?.person.person, first?.person]]) }),
    timeline: () => ({ lines: [] }),
    link: () => ({ state: 'online' }),
    watch: () => () => undefined,
    ask,
  } as unknown as Client;
  const stage = { client, current: () => 'c2' } as unknown as Stage;
  const place = document.body.appendChild(document.createElement('div'));
  const stop = render(
    () => (
      <StageProvider stage={stage}>
        <People />
      </StageProvider>
    ),
    place,
  );
  end = () => {
    stop();
    place.remove();
  };
  return { place, ask };
}

function look(place: HTMLElement, name: string): void {
  const field = place.querySelector('input');
  if (field === null) throw new Error('there is nothing to look for people with');
  field.value = name;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

it('of very many people some are listed, and it says so', async () => {
  const { place, ask } = panel();
  await vi.waitFor(() => expect(place.textContent).toContain('Not all are shown'));
  expect(ask).toHaveBeenCalledTimes(3);
  expect(place.querySelectorAll('.person').length).toBe(300);
  expect(place.textContent).not.toContain('zoe');
});

it('whoever is in the room is found by name', async () => {
  const { place } = panel();
  await vi.waitFor(() => expect(place.querySelectorAll('.person').length).toBe(300));
  look(place, 'Zo');
  await vi.waitFor(() => expect(place.querySelectorAll('.person').length).toBe(1));
  expect(place.textContent).toContain('zoe');
  expect(place.textContent).not.toContain('Not all');
  look(place, 'nobody');
  await vi.waitFor(() => expect(place.textContent).toContain('Nobody of that name'));
});
