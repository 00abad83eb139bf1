import { type Accessor, createEffect, createSignal, on, onMount } from 'solid-js';
import type { VirtualizerHandle } from 'virtua/solid';
import type { Seq } from '../../protocol/values';
import { words } from '../../words/words';
import { live } from '../live';
import { say } from '../parts/toast';
import { useStage } from '../shell/stage';
import type { Handles } from './handles';
import type { Reading } from './reading';
import { isRow, type Row, seqOf } from './rows';
import type { Talk } from './talk';

/** So near to an end more is loaded, in pixels. */
const NEAR = 900;
/** So near to the newest line one counts as being there. */
const AT_END = 48;
/** What one was led to stands so far below the top. */
const BELOW_TOP = 72;

/** So long the list takes to measure what it was scrolled to. */
const MEASURED_MILLIS = 200;

/** Where the lines are to be, as soon as they are here. */
type Aim =
  | { readonly to: 'begin' | 'end' }
  | { readonly to: 'seq'; readonly seq: Seq; readonly light: boolean };

interface Parts {
  readonly talk: Talk;
  readonly reading: Reading;
  readonly handles: Accessor<Handles>;
  readonly start: Accessor<Seq | undefined>;
  readonly scroller: () => HTMLElement;
}

/** Where one is in a timeline, and what moves it. */
export interface Scrolling {
  /** Whether the newest line is in sight. */
  readonly atEnd: Accessor<boolean>;
  attach(list: VirtualizerHandle | undefined): void;
  scrolled(): void;
  resized(): void;
}

/** Keeps the place of a reader: it moves only if they do, or if they are at the end. */
class Place {
  list: VirtualizerHandle | undefined;
  private stick = true;
  /** Whether the list itself may still hold on to where one was led: only itself can be told not to. */
  private led = false;
  /** Where it was scrolled to at the last look, in pixels. */
  private before = 0;
  private aim: Aim | null = { to: 'begin' };
  private readonly setAtEnd: (now: boolean) => void;
  readonly atEnd: Accessor<boolean>;
  private readonly client = useStage().client;
  private readonly link = live(this.client, 'link', () => this.client.link());

  constructor(private readonly parts: Parts) {
    [this.atEnd, this.setAtEnd] = createSignal(true);
    createEffect(on(this.link, () => this.aimNow()));
  }

  private timeline() {
    return this.parts.talk.timeline();
  }

  private all() {
    return this.parts.handles().all;
  }

  private indexOf(matches: (row: Row) => boolean): number {
    return this.all().findIndex((handle) => matches(handle.row()));
  }

  /** Whether the lines that are here reach over a seq; the first of a cut timeline is not shown. */
  private covers(seq: Seq): boolean {
    const { lines, live, older } = this.timeline();
    const first = lines[0]?.seq ?? Number.POSITIVE_INFINITY;
    return (!older || first < seq) && (live || (lines.at(-1)?.seq ?? 0) >= seq);
  }

  private toEnd(): void {
    this.stick = true;
    this.setAtEnd(true);
    if (this.led) this.list?.scrollToIndex(this.all().length - 1, { align: 'end' });
    else this.down();
    this.led = false;
  }

  /**
   * Down to the end as it is now; when lines turn out to be higher it is done again. The list's own
   * way would go on by itself, and throw back whoever turns the wheel meanwhile.
   */
  private down(): void {
    const place = this.parts.scroller();
    place.scrollTop = place.scrollHeight;
  }

  /** To a row; the list holds on to it until all that it draws there is measured. */
  private lead(index: number, how: { align: 'start' | 'center'; offset?: number }): void {
    this.stick = false;
    this.led = true;
    this.list?.scrollToIndex(index, how);
  }

  private toSeq(seq: Seq, light: boolean): void {
    const index = this.indexOf((row) => seqOf(row) >= seq);
    if (index === -1) {
      this.toEnd();
      return;
    }
    if (light) {
      this.lead(index, { align: 'center' });
      this.parts.talk.light(seq);
    } else this.lead(index, { align: 'start', offset: -BELOW_TOP });
  }

  /** Whether what was missed is here, or cannot be had at the moment. */
  private isSettled(): boolean {
    const { state, caughtUp } = this.link();
    return state === 'online' ? caughtUp : state !== 'connecting';
  }

  /** The first thing that was not read, or else the newest. */
  private begin(): void {
    const { talk, reading } = this.parts;
    if (!this.isSettled()) {
      this.toEnd();
      return;
    }
    const read = reading.readBefore() ?? 0;
    const unread = talk.conversation()?.unread ?? 0;
    if (unread > 0 && !this.covers(read + 1) && this.link().state === 'online') {
      void this.load({ to: 'seq', seq: read + 1, light: false });
      return;
    }
    const fresh = this.indexOf((row) => row.fresh);
    this.aim = null;
    if (fresh === -1) void this.end();
    else this.lead(fresh, { align: 'start', offset: -BELOW_TOP });
  }

  /** Moves to where one wants to be, if the lines of it are here. */
  private aimNow(): void {
    const { aim } = this;
    if (aim === null || this.list === undefined || this.all().length === 0) return;
    if (aim.to === 'begin') this.begin();
    else if (aim.to === 'end' && this.timeline().live) {
      this.aim = null;
      this.toEnd();
    } else if (aim.to === 'seq' && this.covers(aim.seq)) {
      this.aim = null;
      this.toSeq(aim.seq, aim.light);
    }
  }

  private async load(aim: Extract<Aim, { to: 'seq' }>): Promise<void> {
    this.aim = aim;
    const found = await this.client.jump(this.parts.talk.id, aim.seq);
    if (found || this.aim !== aim) {
      this.aimNow();
      return;
    }
    this.aim = null;
    if (aim.light) say(words().timeline.notHere);
    else this.toEnd();
  }

  jump(seq: Seq): void {
    const aim: Aim = { to: 'seq', seq, light: true };
    if (this.covers(seq) && this.list !== undefined) {
      this.aim = aim;
      this.aimNow();
    } else void this.load(aim);
  }

  async end(): Promise<void> {
    this.aim = { to: 'end' };
    if (!this.timeline().live) await this.client.jumpToEnd(this.parts.talk.id);
    this.aimNow();
  }

  /** Lines came, or went, or there is another list for them. */
  changed(): void {
    const aimed = this.aim !== null;
    this.aimNow();
    if (this.aim !== null) return;
    if (this.stick) this.toEnd();
    // What was scrolled to is measured first: where one is not yet, nothing is read or loaded.
    if (aimed) setTimeout(() => this.settle(), MEASURED_MILLIS);
    else this.settle();
  }

  /** What is seen is read; near an end more is loaded. */
  settle(): void {
    const { list, client, parts } = this;
    if (list === undefined || this.aim !== null || list.viewportSize === 0) return;
    const { id } = parts.talk;
    const { older, newer, loading, live } = this.timeline();
    const below = list.scrollSize - list.scrollOffset - list.viewportSize;
    const end = below <= AT_END && live;
    this.setAtEnd(end);
    if (list.scrollOffset < NEAR && older && !loading) void client.older(id);
    if (below < NEAR && newer && !loading) void client.newer(id);
    const last = list.findItemIndex(list.scrollOffset + list.viewportSize - 8);
    const row = this.all()[last]?.row();
    const seq = end ? (parts.talk.conversation()?.head ?? 0) : seqOf(row);
    if (seq > 0) parts.reading.seen(seq, end);
    if (seq > 0) client.lookAt(id, end ? null : seq);
  }

  scrolled(): void {
    const { list } = this;
    if (this.aim === null && list !== undefined) {
      // The list hears later of another size of the place, and the page of another one of the lines.
      const { scrollHeight, scrollTop, clientHeight } = this.parts.scroller();
      const below = Math.min(
        list.scrollSize - list.scrollOffset - list.viewportSize,
        scrollHeight - scrollTop - clientHeight,
      );
      // Lines that come make the way to the end longer; only who goes up wants to be elsewhere.
      if (below <= AT_END && this.timeline().live) this.stick = true;
      else if (list.scrollOffset < this.before - 1) this.stick = false;
      this.before = list.scrollOffset;
    }
    this.settle();
  }

  resized(): void {
    if (this.aim === null && this.stick) this.down();
    this.settle();
  }
}

/** Makes the scrolling of a timeline, and lets the other parts of the conversation use it. */
export function createScrolling(parts: Parts): Scrolling {
  const { client } = useStage();
  const { talk } = parts;
  const place = new Place(parts);
  const unsettled = live(
    client,
    'unsettled',
    () => client.unsettled(talk.id).filter((each) => isRow(each, talk.thread)).length,
  );
  onMount(() => {
    talk.does.jump = (seq) => place.jump(seq);
    talk.does.end = () => void place.end();
    void client.open(talk.id);
    const start = parts.start();
    if (start !== undefined) place.jump(start);
  });
  createEffect(on(parts.start, (seq) => seq !== undefined && place.jump(seq), { defer: true }));
  createEffect(on(parts.handles, () => queueMicrotask(() => place.changed())));
  createEffect(on(parts.reading.looking, () => place.settle()));
  // What one says oneself is to be seen.
  createEffect(on(unsettled, (now, before) => now > (before ?? now) && talk.end()));
  return {
    atEnd: place.atEnd,
    attach(list) {
      place.list = list;
    },
    scrolled: () => place.scrolled(),
    resized: () => place.resized(),
  };
}
