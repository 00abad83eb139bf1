import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LAUNCHER = resolve(import.meta.dirname, '../../klatch');
const STARTING_MILLIS = 60_000;

/** The three ways in which a browser reaches a server (docs/protocol.md, "Doors"). */
export const ORIGINS = ['loopback', 'secure', 'basic'] as const;
export type Origin = (typeof ORIGINS)[number];

/** A private address of this machine: what others on its network would use. */
function address(): string {
  for (const each of Object.values(networkInterfaces()).flat()) {
    const priv = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
    if (each?.family === 'IPv4' && !each.internal && priv.test(each.address)) return each.address;
  }
  throw new Error('The browser tests need a private IPv4 address on this machine.');
}

/** A real server, started as a user does, with a data folder of its own. */
export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), 'klatch-e2e-'));
  readonly #flags: readonly string[];
  #process: ChildProcess | null = null;
  #port = 0;
  #output = '';

  private constructor(flags: readonly string[]) {
    this.#flags = flags;
  }

  static async start(...flags: string[]): Promise<Server> {
    const server = new Server(flags);
    await server.#run();
    return server;
  }

  /** What it printed so far. */
  get output(): string {
    return this.#output;
  }

  url(origin: Origin): string {
    if (origin === 'loopback') return `http://127.0.0.1:${this.#port}`;
    return `${origin === 'secure' ? 'https' : 'http'}://${address()}:${this.#port}`;
  }

  async #run(): Promise<void> {
    const data = join(this.folder, 'data');
    const child = spawn(
      LAUNCHER,
      ['serve', '--port', `${this.#port}`, '--data', data, '--discovery', 'off', ...this.#flags],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    this.#process = child;
    this.#output = '';
    await new Promise<void>((resolved, rejected) => {
      const over = setTimeout(() => rejected(new Error(this.#output)), STARTING_MILLIS);
      const take = (chunk: Buffer) => {
        this.#output += chunk.toString();
        const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(this.#output)?.[1];
        if (port === undefined) return;
        this.#port = Number(port);
        clearTimeout(over);
        resolved();
      };
      child.stdout?.on('data', take);
      child.stderr?.on('data', take);
      child.on('exit', () => rejected(new Error(`The server ended: ${this.#output}`)));
    });
  }

  /** Types a line on its console, as the operator does. */
  type(line: string): void {
    this.#process?.stdin?.write(`${line}\n`);
  }

  /** Ends it at once, as a power cut would, or asks it to stop; done when it is gone. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((resolved) => child.once('exit', resolved));
    child.kill(signal);
    await gone;
    this.#process = null;
  }

  /** The same server on the same port again. */
  async again(): Promise<void> {
    await this.#run();
  }

  /** Forgets all that it had, as if it were a new one. */
  async forget(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(join(this.folder, 'data'), { recursive: true });
  }

  async close(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A folder in which a browser finds this server's authority among those that it trusts. */
  async trusting(): Promise<string> {
    const home = join(this.folder, 'home');
    const pem = await (await fetch(`${this.url('loopback')}/join/klatch.pem`)).text();
    const done = spawnSync(
      'sh',
      [
        '-c',
        'mkdir -p "$1/.pki/nssdb" && certutil -d "sql:$1/.pki/nssdb" -N --empty-password &&' +
          ' certutil -d "sql:$1/.pki/nssdb" -A -t C,, -n klatch',
        'sh',
        home,
      ],
      { input: pem },
    );
    if (done.status !== 0) throw new Error(`certutil: ${done.stderr}`);
    return home;
  }
}
