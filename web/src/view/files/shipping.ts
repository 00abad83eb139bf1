import { type Accessor, createSignal, type Setter } from 'solid-js';
import { limits } from '../../protocol/limits';
import type { ConversationId, FileId, Seq } from '../../protocol/values';
import type { Client } from '../../state/client';
import { refusalWords, words } from '../../words/words';
import type { Carrier } from './carrier';
import { type About, type KeptFile, type Parcel, Parcels } from './parcels';
import { sizeOf } from './size';

/** More at once would make the page slow. */
const AT_ONCE = 2;

export type State = 'waiting' | 'sending' | 'paused' | 'failed' | 'done';

/** A file on its way, as it is shown. */
export interface Piece {
  readonly key: string;
  readonly file: File;
  readonly about: About | undefined;
  readonly moved: Accessor<number>;
  readonly state: Accessor<State>;
  /** Why it failed, in words. */
  readonly trouble: Accessor<string>;
}

/** A message with files that is being written, or that waits for its files. */
export interface Shipment {
  readonly parcel: Accessor<Parcel>;
  readonly pieces: Accessor<readonly Piece[]>;
}

interface Going extends Piece {
  readonly setMoved: Setter<number>;
  readonly setState: Setter<State>;
  readonly setTrouble: Setter<string>;
  carrier: Carrier | null;
  address: string | undefined;
  id: FileId | undefined;
}

interface Shipped extends Shipment {
  readonly set: Setter<Parcel>;
  readonly setPieces: Setter<readonly Going[]>;
  readonly going: Accessor<readonly Going[]>;
}

/** Where a message with files goes. */
export interface Target {
  readonly conversation: ConversationId;
  readonly thread: Seq | undefined;
}

function tabName(): string {
  const name = 'klatch.tab';
  try {
    const known = sessionStorage.getItem(name) ?? String(Math.random()).slice(2);
    sessionStorage.setItem(name, known);
    return known;
  } catch {
    return '';
  }
}

function goingOf(kept: KeptFile): Going {
  const isThere = kept.id !== undefined;
  const [moved, setMoved] = createSignal(isThere ? kept.file.size : 0);
  const [state, setState] = createSignal<State>(isThere ? 'done' : 'waiting');
  const [trouble, setTrouble] = createSignal('');
  return {
    key: kept.key,
    file: kept.file,
    about: kept.about,
    moved,
    state,
    trouble,
    setMoved,
    setState,
    setTrouble,
    carrier: null,
    address: kept.address,
    id: kept.id,
  };
}

/**
 * Brings files to the server, two at once, and posts the messages that show them when all of their
 * files are there. It goes on while one reads elsewhere, without a connection it waits, and after a
 * reload it goes on where it was.
 */
export class Shipping {
  readonly #client: Client;
  readonly #parcels = new Parcels();
  readonly #tab = tabName();
  readonly #all: Accessor<readonly Shipped[]>;
  readonly #setAll: Setter<readonly Shipped[]>;
  #loading: Promise<typeof import('./carrier')> | null = null;
  #count = 0;

  constructor(client: Client) {
    this.#client = client;
    [this.#all, this.#setAll] = createSignal<readonly Shipped[]>([]);
    void this.#restore();
  }

  async #restore(): Promise<void> {
    const person = this.#client.me()?.person;
    const kept = await this.#parcels.all().catch(() => []);
    const ours = kept.filter((each) => each.tab === this.#tab && each.person === person);
    this.#setAll((all) => [...ours.map((each) => this.#shipped(each)), ...all]);
    for (const each of this.#all()) this.#perhapsPost(each);
    this.#next();
  }

  #shipped(parcel: Parcel): Shipped {
    const [now, set] = createSignal(parcel);
    const [going, setPieces] = createSignal<readonly Going[]>(parcel.files.map(goingOf));
    return { parcel: now, set, pieces: going, going, setPieces };
  }

  /** What is on its way to a place: what one writes at, and what waits for its files. */
  to(target: Target): readonly Shipment[] {
    return this.#all().filter((each) => {
      const { conversation, thread } = each.parcel();
      return conversation === target.conversation && thread === target.thread;
    });
  }

  /** The message with files that one writes there at the moment. */
  writing(target: Target): Shipment | null {
    return this.to(target).find((each) => !each.parcel().sent) ?? null;
  }

  /** How many files no message shows yet: they are lost with the session. */
  underWay(): number {
    return this.#all().reduce((sum, each) => sum + each.pieces().length, 0);
  }

  /** Why these are not taken beside so many others, in words; empty if they are. */
  #refusal(files: readonly File[], others: number): string {
    const most = this.#client.me()?.limits.file;
    if (most === undefined) return words().files.none;
    if (others + files.length > limits.files) return words().files.tooMany(limits.files);
    const large = files.find((file) => file.size > most);
    if (large === undefined) return '';
    return words().files.tooLarge(large.name, sizeOf(large.size), sizeOf(most));
  }

  /** Puts files to what one writes there. Returns what could not be taken, in words. */
  add(target: Target, files: readonly File[], about?: About): string {
    const known = this.#all().find((each) => each === this.writing(target));
    const trouble = this.#refusal(files, known?.going().length ?? 0);
    if (trouble !== '') return trouble;
    const fresh = files.map((file) =>
      goingOf({ key: `${Date.now()}-${this.#count++}`, file, ...(about && { about }) }),
    );
    known?.setPieces((now) => [...now, ...fresh]);
    this.#keep(known ?? this.#begin(target, fresh));
    this.#next();
    return '';
  }

  /** Says a file by itself: what one writes there stays. Returns why not, in words. */
  say(target: Target, file: File, about: About, reply: Seq | undefined): string {
    const trouble = this.#refusal([file], 0);
    if (trouble !== '') return trouble;
    const key = `${Date.now()}-${this.#count++}`;
    this.#send(this.#begin(target, [goingOf({ key, file, about })]), '', reply);
    this.#next();
    return '';
  }

  #begin({ conversation, thread }: Target, files: readonly Going[]): Shipped {
    const shipped = this.#shipped({
      cid: this.#client.freshCid(),
      person: this.#client.me()?.person ?? '',
      tab: this.#tab,
      conversation,
      ...(thread === undefined ? {} : { thread }),
      text: '',
      sent: false,
      files: [],
    });
    shipped.setPieces(files);
    this.#setAll((all) => [...all, shipped]);
    return shipped;
  }

  #keep(shipped: Shipped): void {
    const files = shipped.going().map(({ key, file, about, address, id }) => ({
      key,
      file,
      ...(about && { about }),
      ...(address === undefined ? {} : { address }),
      ...(id === undefined ? {} : { id }),
    }));
    const parcel = shipped.set((now) => ({ ...now, files }));
    // Where nothing can be kept it lives as long as the page.
    this.#parcels.put(parcel).catch(() => undefined);
  }

  /** It is to be said with these words, as soon as its files are there. */
  send(target: Target, text: string, reply: Seq | undefined): void {
    const shipped = this.#all().find((each) => each === this.writing(target));
    if (shipped !== undefined) this.#send(shipped, text, reply);
  }

  #send(shipped: Shipped, text: string, reply: Seq | undefined): void {
    const rest = reply === undefined ? {} : { reply };
    shipped.set((now) => ({ ...now, text, sent: true, ...rest }));
    this.#keep(shipped);
    this.#perhapsPost(shipped);
  }

  #perhapsPost(shipped: Shipped): void {
    const { cid, conversation, thread, reply, text, sent } = shipped.parcel();
    const files = shipped.going().map(({ id }) => id);
    if (!sent || files.length === 0 || files.includes(undefined)) return;
    this.#client.post(
      {
        conversation,
        text,
        ...(reply === undefined ? {} : { reply }),
        ...(thread === undefined ? {} : { thread }),
        files: files.filter((id) => id !== undefined),
      },
      cid,
    );
    this.#forget(shipped);
  }

  #forget(shipped: Shipped): void {
    this.#setAll((all) => all.filter((each) => each !== shipped));
    this.#parcels.drop(shipped.parcel().cid).catch(() => undefined);
  }

  #next(): void {
    const pieces = this.#all().flatMap((each) => each.going().map((going) => ({ each, going })));
    let free = AT_ONCE - pieces.filter(({ going }) => going.state() === 'sending').length;
    for (const { each, going } of pieces) {
      if (free <= 0) return;
      if (going.state() !== 'waiting') continue;
      free -= 1;
      going.setState('sending');
      void this.#carry(each, going);
    }
  }

  async #carry(shipped: Shipped, going: Going): Promise<void> {
    try {
      going.carrier ??= await this.#carrier(shipped, going);
      if (going.state() === 'sending') going.carrier.start();
    } catch {
      going.setTrouble(words().parts.notLoaded);
      going.setState('failed');
      this.#next();
    }
  }

  /** What brings files is loaded with the first of them. */
  async #load(): Promise<typeof import('./carrier')> {
    this.#loading ??= import('./carrier');
    try {
      return await this.#loading;
    } catch (failed) {
      this.#loading = null;
      throw failed;
    }
  }

  async #carrier(shipped: Shipped, going: Going): Promise<Carrier> {
    const { Carrier: Made } = await this.#load();
    const { conversation } = shipped.parcel();
    return new Made(going.file, { conversation, ...going.about }, going.address, {
      begun: (address) => {
        going.address = address;
        this.#keep(shipped);
      },
      moved: (bytes) => going.setMoved(bytes),
      done: (id) => {
        going.id = id;
        going.setMoved(going.file.size);
        going.setState('done');
        this.#keep(shipped);
        this.#perhapsPost(shipped);
        this.#next();
      },
      refused: (refused) => {
        going.setTrouble(refusalWords(refused));
        going.setState('failed');
        this.#next();
      },
    });
  }

  /** Nobody looks at this page any more: nothing goes on from here. */
  close(): void {
    for (const shipped of this.#all()) {
      for (const going of shipped.going()) void going.carrier?.pause();
    }
    this.#setAll([]);
  }

  #find(piece: Piece): { shipped: Shipped; going: Going } | null {
    for (const shipped of this.#all()) {
      const going = shipped.going().find((each) => each === piece);
      if (going !== undefined) return { shipped, going };
    }
    return null;
  }

  /** Holds a file; what is there stays there. */
  pause(piece: Piece): void {
    const found = this.#find(piece);
    if (found === null || (piece.state() !== 'sending' && piece.state() !== 'waiting')) return;
    found.going.setState('paused');
    void found.going.carrier?.pause();
    this.#next();
  }

  /** Goes on with one that was held or failed. */
  again(piece: Piece): void {
    const found = this.#find(piece);
    if (found === null || (piece.state() !== 'paused' && piece.state() !== 'failed')) return;
    // What the server has refused it does not take at the same address.
    if (piece.state() === 'failed') {
      found.going.carrier = null;
      found.going.address = undefined;
    }
    found.going.setTrouble('');
    found.going.setState('waiting');
    this.#next();
  }

  /** Takes a file out; the server forgets it. */
  cancel(piece: Piece): void {
    const found = this.#find(piece);
    if (found === null) return;
    const { shipped, going } = found;
    going.setState('paused');
    going.carrier?.cancel().catch(() => undefined);
    shipped.setPieces((now) => now.filter((each) => each !== going));
    if (shipped.going().length === 0) this.#forget(shipped);
    else {
      this.#keep(shipped);
      this.#perhapsPost(shipped);
    }
    this.#next();
  }
}
