import { reconnects, signedOut } from '../protocol/closing';
import { refusals } from '../protocol/refusals';
import type { ServerFrame, Welcome } from '../protocol/server-frames';
import { Backoff } from './backoff';
import type { Line } from './port';
import { Socket } from './socket';
import type { Surroundings } from './surroundings';

/** What a link tells its owner. */
export interface LinkOwner {
  changed(line: Line): void;
  welcomed(socket: Socket, welcome: Welcome): void;
  heard(frame: ServerFrame): void;
  disconnected(): void;
}

/** Keeps one line to the server: opens the next one when it ends and the reason allows it. */
export class Link {
  readonly #around: Surroundings;
  readonly #owner: LinkOwner;
  readonly #backoff: Backoff;
  readonly #endWaking: () => void;
  #line: Line = { state: 'connecting' };
  #socket: Socket | null = null;
  #stopWaiting: () => void = () => undefined;
  #comeBackAfter = 0;
  #words = '';
  #closed = false;

  constructor(around: Surroundings, owner: LinkOwner) {
    this.#around = around;
    this.#owner = owner;
    this.#backoff = new Backoff(() => around.chance());
    this.#endWaking = around.woken(() => this.#woken());
  }

  get line(): Line {
    return this.#line;
  }

  /** Goes and stays connected. With `known` there was a session; without, asks first. */
  start(known: 'known' | 'unknown'): void {
    if (known === 'known') this.#connect();
    else this.#askWho(() => this.#connect());
  }

  #connect(): void {
    if (this.#closed) return;
    this.#change({ state: 'connecting' });
    this.#comeBackAfter = 0;
    this.#words = '';
    const socket: Socket = new Socket(this.#around, {
      welcomed: (welcome) => {
        this.#change({ state: 'online' });
        this.#owner.welcomed(socket, welcome);
      },
      heard: (frame) => this.#heard(frame),
      ended: (code, words) => this.#ended(socket, code, words),
    });
    this.#socket = socket;
  }

  #heard(frame: ServerFrame): void {
    if (frame.kind === 'closing') {
      this.#comeBackAfter = frame.retryAfter ?? 0;
      this.#words = frame.message;
    }
    this.#owner.heard(frame);
  }

  /** The connection has proven good: the next wait may be short again. */
  settled(): void {
    this.#backoff.reset();
  }

  #ended(socket: Socket, code: number, words: string): void {
    if (this.#closed || socket !== this.#socket) return;
    this.#socket = null;
    const said = this.#words || words;
    if (socket.welcome !== null) this.#owner.disconnected();
    if (code === signedOut) this.#stop('signed-out', said);
    else if (!reconnects(code)) this.#stop('stopped', said);
    // A socket that was refused says nothing to a page: whether there is a session is asked.
    else if (socket.welcome === null) this.#askWho(() => this.#offline(said, 0));
    else this.#offline(said, this.#comeBackAfter);
  }

  #askWho(then: () => void): void {
    this.#around.http.whoAmI().then((answer) => {
      if (this.#closed || this.#line.state === 'signed-out') return;
      if (answer.kind === 'session') then();
      else if (answer.kind === 'lost') this.#offline('', 0);
      else if (answer.retry) this.#offline(answer.message, answer.retryAfter ?? 1_000);
      else if (answer.code === refusals['not-signed-in']) this.#stop('signed-out', '');
      // A server without this question, or one that is started anew: the socket finds out.
      else if (answer.code === refusals['not-found']) then();
      else this.#stop('stopped', answer.message);
    });
  }

  #offline(words: string, atLeast: number): void {
    const wait = this.#backoff.next(atLeast);
    const retryAt = this.#around.clock.wall() + wait;
    this.#stopWaiting();
    this.#stopWaiting = this.#around.clock.after(wait, () => this.#connect());
    this.#change({ state: 'offline', retryAt, ...(words === '' ? {} : { words }) });
  }

  #stop(state: 'stopped' | 'signed-out', words: string): void {
    this.#stopWaiting();
    this.#change(words === '' ? { state } : { state, words });
  }

  /** Does not wait for the next try. */
  again(): void {
    const { state } = this.#line;
    if (this.#closed || (state !== 'offline' && state !== 'stopped')) return;
    this.#stopWaiting();
    this.#connect();
  }

  #woken(): void {
    if (this.#line.state === 'offline') this.again();
    else this.#socket?.wake();
  }

  /** What answers there cannot be right: begins anew. */
  giveUp(): void {
    this.#socket?.lose();
  }

  /** The session was ended from here. */
  leave(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    if (socket?.welcome != null) this.#owner.disconnected();
    this.#stop('signed-out', '');
  }

  close(): void {
    this.#closed = true;
    this.#endWaking();
    this.#stopWaiting();
    this.#socket?.close();
    this.#socket = null;
  }

  #change(line: Line): void {
    this.#line = line;
    this.#owner.changed(line);
  }
}
