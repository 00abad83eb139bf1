import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Origin, Server } from './server';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PATIENCE_MILLIS = 20_000;

/**
 * What the browser itself says: that there is no session yet, or no server, and that one of our
 * headers has no effect without encryption.
 */
const EXPECTED = /Failed to load resource|WebSocket connection|Cross-Origin-Opener-Policy/;

export interface Visit {
  readonly page: Page;
  /** Each person has one: cookies and what the page keeps are shared inside of it. */
  readonly context: BrowserContext;
  /** What the page complained about: errors of script, and breaches of the policy. */
  readonly complaints: string[];
}

/** All that a page keeps in its own stores, as JSON. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        all.push(
          await new Promise((resolve) => (reading.onsuccess = () => resolve(reading.result))),
        );
      }
      database.close();
    }
    return JSON.stringify(all);
  });
}

/** Done when the page keeps something that looks so, for times without a server. */
export async function keeps(page: Page, pattern: RegExp): Promise<void> {
  await expect.poll(() => kept(page), { timeout: PATIENCE_MILLIS }).toMatch(pattern);
}

/** Opens pages of one server; each visitor has a browser profile of their own. */
export class Visitors {
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async of(server: Server): Promise<Visitors> {
    const home = await server.trusting();
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        // A microphone that hears beeps; whether a page may use it is for each visitor to say.
        '--use-fake-device-for-media-stream',
      ],
      env: { ...process.env, HOME: home },
    });
    return new Visitors(server, browser);
  }

  /** Which browser it is. */
  get browser(): string {
    return `Chromium ${this.#browser.version()}`;
  }

  /** A new visitor at the first page. */
  async come(
    origin: Origin,
    options: Parameters<Browser['newContext']>[0] & { readonly path?: string } = {},
  ): Promise<Visit> {
    const { path, ...rest } = options;
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...rest,
    });
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return this.open(context, this.#server.url(origin) + (path ?? '/'));
  }

  /** Another tab of the same person. */
  async open(context: BrowserContext, url: string): Promise<Visit> {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !EXPECTED.test(text)) complaints.push(text);
    });
    await page.goto(url);
    return { page, context, complaints };
  }

  /** A guest who is in. */
  async guest(origin: Origin, name: string, options: Parameters<Visitors['come']>[1] = {}) {
    const visit = await this.come(origin, options);
    await visit.page.getByLabel('Your name').fill(name);
    await visit.page.getByRole('button', { name: 'Come in' }).click();
    await visit.page.getByRole('textbox', { name: /^Write to/ }).waitFor();
    return visit;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
