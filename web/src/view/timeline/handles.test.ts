import { createRoot, createSignal } from 'solid-js';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../state/client';
import { handlesOf } from './handles';
import type { Row } from './rows';

function row(seq: number, text = 'said'): Row {
  const made = { conversation: 'c1', seq, time: seq, author: 'p1', name: 'ana', cid: `cid-${seq}` };
  const message: Message = { kind: 'posted', ...made, text, folded: { version: seq } };
  return { kind: 'message', key: message.cid, day: null, fresh: false, message, head: true };
}

function held(first: readonly Row[]) {
  const [rows, set] = createSignal<readonly Row[]>(first);
  const [scrolls, setScrolls] = createSignal(false);
  const handles = createRoot(() => handlesOf(rows, scrolls));
  return { handles, set, setScrolls };
}

describe('handles of rows', () => {
  it('stay the same while what they show changes', () => {
    const { handles, set } = held([row(1), row(2)]);
    const [first, second] = handles().all;
    set([row(1), row(2, 'changed'), row(3)]);
    expect(handles().all[0]).toBe(first);
    expect(handles().all[1]).toBe(second);
    const now = second?.row();
    expect(now?.kind === 'message' && now.message.text).toBe('changed');
    expect(handles().shift).toBe(false);
  });

  it('say when rows came in above', () => {
    const { handles, set } = held([row(3), row(4)]);
    set([row(1), row(2), row(3), row(4)]);
    expect(handles().shift).toBe(true);
    set([row(1), row(2), row(3), row(4), row(5)]);
    expect(handles().shift).toBe(false);
    expect(handles().generation).toBe(0);
  });

  it('tell what changed above before what changed below', async () => {
    const { handles, set } = held([row(2), row(3), row(4)]);
    set([row(1), row(2), row(3), row(4), row(5)]);
    expect(handles()).toMatchObject({ shift: true, generation: 0 });
    expect(handles().all.map((handle) => handle.key)).toEqual(['cid-1', 'cid-2', 'cid-3', 'cid-4']);
    await Promise.resolve();
    expect(handles()).toMatchObject({ shift: false, generation: 0 });
    expect(handles().all).toHaveLength(5);
    set([row(3), row(4), row(5), row(6)]);
    expect(handles().all.map((handle) => handle.key)).toEqual(['cid-3', 'cid-4', 'cid-5']);
    expect(handles().shift).toBe(true);
    await Promise.resolve();
    expect(handles().all).toHaveLength(4);
  });

  it('say when rows went above, and when they went below', () => {
    const { handles, set } = held([row(1), row(2), row(3), row(4)]);
    set([row(3), row(4)]);
    expect(handles()).toMatchObject({ shift: true, generation: 0 });
    set([row(3)]);
    expect(handles()).toMatchObject({ shift: false, generation: 0 });
  });

  it('keep what went from above while one scrolls', () => {
    const { handles, set, setScrolls } = held([row(1), row(2), row(3), row(4)]);
    const before = handles().all;
    setScrolls(true);
    set([row(3), row(4), row(5)]);
    expect(handles()).toMatchObject({ shift: false, generation: 0 });
    expect(handles().all.slice(0, 4)).toEqual(before);
    set([row(2), row(3), row(4), row(5)]);
    expect(handles().all.map((handle) => handle.key)[0]).toBe('cid-1');
    setScrolls(false);
    expect(handles()).toMatchObject({ shift: true, generation: 0 });
    expect(handles().all.map((handle) => handle.key)[0]).toBe('cid-2');
  });

  it('begin anew when nothing that was shown is shown any more', () => {
    const { handles, set } = held([row(8), row(9)]);
    set([row(1), row(2)]);
    expect(handles()).toMatchObject({ shift: false, generation: 1 });
  });
});
