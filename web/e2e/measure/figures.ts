import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import type { Visitors } from '../browser';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'bench/results');

/** The commit that was measured, with `+` behind it if the sources differ from it. */
function commit(): string {
  const flags = ['describe', '--always', '--abbrev=10', '--dirty=+'];
  return execFileSync('git', flags, { cwd: ROOT, encoding: 'utf8' }).trim();
}

/** The model of the processor: what Node says is empty on some machines. */
function processor(): string {
  const line = existsSync('/proc/cpuinfo')
    ? /^model name\s*:\s*(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]
    : undefined;
  return line ?? cpus()[0]?.model ?? 'unknown';
}

/**
 * Writes one measurement down where `klatch bench` writes its own, in the same form: a line of JSON
 * for programs, and a row of a table for people. `shown` is what the table shows, by column.
 * How busy the machine was stands beside it: what else runs there makes a browser slow.
 */
export function record(
  kind: string,
  visitors: Visitors,
  measured: object,
  shown: Readonly<Record<string, string>>,
): void {
  const date = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const machine = {
    processor: processor(),
    cores: cpus().length,
    memoryMib: Math.floor(totalmem() / 1024 / 1024),
    kernel: `${type()} ${release()}`,
    browser: visitors.browser,
  };
  const [, load = 0] = loadavg();
  const row = { ...shown, 'load of the machine': short(load) };
  const line = { date, commit: commit(), machine, measured: { ...measured, load } };
  const { cores, memoryMib, kernel, browser } = machine;
  const where = `${machine.processor}, ${cores} cores, ${memoryMib} MiB, ${kernel}, ${browser}`;
  const table = join(FOLDER, `${kind}.md`);
  if (!existsSync(table)) {
    const columns = ['date', 'commit', ...Object.keys(row), 'machine'];
    const under = '|---'.repeat(columns.length);
    appendFileSync(table, `# Measured: ${kind}\n\n| ${columns.join(' | ')} |\n${under}|\n`);
  }
  const cells = [date, line.commit, ...Object.values(row), where];
  appendFileSync(table, `| ${cells.join(' | ')} |\n`);
  appendFileSync(join(FOLDER, `${kind}.jsonl`), `${JSON.stringify(line)}\n`);
  process.stdout.write(`${kind}: ${JSON.stringify(row)}\n`);
}

/** A number as people read it. */
export function short(value: number, digits = 1): string {
  return value.toFixed(digits);
}

/** The middle one of them, or what lies at another part of their order. */
export function middle(values: readonly number[], part = 0.5): number {
  const order = [...values].sort((one, other) => one - other);
  return order[Math.min(order.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
}

/** What scripts hold after everything that can go is gone, in MB. */
export async function heap(tools: CDPSession): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  return usedSize / 1_000_000;
}

/** Nodes of the document and listeners that are alive, in the page or held by a script. */
export async function nodes(tools: CDPSession): Promise<{ nodes: number; listeners: number }> {
  const counted = await tools.send('Memory.getDOMCounters');
  return { nodes: counted.nodes, listeners: counted.jsEventListeners };
}

/** Goes to a conversation, and is there: its newest message is to be seen. */
export async function goTo(page: Page, conversation: string, title: string, newest: string) {
  await page.evaluate((place) => location.assign(place), `#/c/${conversation}`);
  const main = page.getByRole('main');
  await main.getByRole('textbox', { name: `Write to ${title}`, exact: true }).waitFor();
  await main.getByText(newest, { exact: false }).first().waitFor();
}
