import type { Visit } from './browser';

/** A file as a test chooses it. */
export interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Bytes that look like nothing, the same in each run. */
export function bytes(size: number): Buffer {
  const all = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) all[at] = (at * 31 + (at >> 8)) & 0xff;
  return all;
}

/** A file of which nothing is known but its name. */
export function plain(name: string, size: number): Chosen {
  return { name, mimeType: 'application/octet-stream', buffer: bytes(size) };
}

/** A picture drawn by the browser itself: hills under a sky of these colours. */
export async function picture(
  { page }: Visit,
  name: string,
  width: number,
  height: number,
  colours: readonly [string, string] = ['#0a8080', '#f0b040'],
): Promise<Chosen> {
  const url = await page.evaluate(
    ([wide, high, above, below]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = high;
      const context = canvas.getContext('2d');
      if (context === null) return '';
      const sky = context.createLinearGradient(0, 0, 0, high);
      sky.addColorStop(0, above);
      sky.addColorStop(1, below);
      context.fillStyle = sky;
      context.fillRect(0, 0, wide, high);
      for (let hill = 0; hill < 4; hill += 1) {
        context.fillStyle = `rgb(20 40 30 / ${0.2 + hill * 0.15})`;
        context.beginPath();
        context.moveTo(0, high);
        for (let x = 0; x <= wide; x += 8) {
          const wave = Math.sin(x / (90 + hill * 40) + hill * 2) * high * 0.06;
          context.lineTo(x, high * (0.55 + hill * 0.1) + wave);
        }
        context.lineTo(wide, high);
        context.fill();
      }
      return canvas.toDataURL('image/png');
    },
    [width, height, colours[0], colours[1]] as [number, number, string, string],
  );
  return { name, mimeType: 'image/png', buffer: Buffer.from(url.split(',')[1] ?? '', 'base64') };
}

/** Some seconds of a tone (RIFF WAVE, 8 bit, 8 kHz). */
export function tone(name: string, seconds = 1): Chosen {
  const samples = 8_000 * seconds;
  const all = Buffer.alloc(44 + samples);
  all.write('RIFF', 0);
  all.writeUInt32LE(36 + samples, 4);
  all.write('WAVEfmt ', 8);
  all.writeUInt32LE(16, 16);
  all.writeUInt16LE(1, 20);
  all.writeUInt16LE(1, 22);
  all.writeUInt32LE(8_000, 24);
  all.writeUInt32LE(8_000, 28);
  all.writeUInt16LE(1, 32);
  all.writeUInt16LE(8, 34);
  all.write('data', 36);
  all.writeUInt32LE(samples, 40);
  for (let at = 0; at < samples; at += 1) all[44 + at] = 128 + Math.round(60 * Math.sin(at / 6));
  return { name, mimeType: 'audio/wav', buffer: all };
}

/** A film of so many milliseconds that the browser itself records: a bar that goes from left to right. */
export async function film({ page }: Visit, name: string, millis: number): Promise<Chosen> {
  const all = await page.evaluate(async (long) => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const context = canvas.getContext('2d');
    const began = performance.now();
    const draw = () => {
      if (context === null) return;
      const at = (performance.now() - began) / long;
      context.fillStyle = '#0a8080';
      context.fillRect(0, 0, 320, 180);
      context.fillStyle = '#f0b040';
      context.fillRect(at * 320, 0, 24, 180);
    };
    const drawing = setInterval(draw, 40);
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const over = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    setTimeout(() => recorder.stop(), long);
    await over;
    clearInterval(drawing);
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  }, millis);
  return { name, mimeType: 'video/webm', buffer: Buffer.from(all) };
}

/** Pastes or drops files where one writes; what has no text is a folder. */
export async function give(
  { page }: Visit,
  how: 'paste' | 'drop',
  files: readonly { readonly name: string; readonly text: string | null }[],
): Promise<void> {
  await page.evaluate(
    ([way, given]) => {
      const data = new DataTransfer();
      for (const { name, text } of given) data.items.add(new File([text ?? ''], name));
      // No script can make an entry that is a folder.
      const items = given.map(({ text }, at) => ({
        getAsFile: () => data.files[at],
        webkitGetAsEntry: () => ({ isDirectory: text === null }),
      }));
      Object.defineProperty(data, 'items', { value: items });
      const how = { bubbles: true, cancelable: true };
      const event =
        way === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data });
      document.querySelector('main .composer-field')?.dispatchEvent(event);
    },
    [how, files] as const,
  );
}

/** Chooses files with the button of the composer. */
export async function choose({ page }: Visit, ...files: Chosen[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('main').getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles(files);
}

/** Lets what this visitor sends go no faster than so many bytes a second. */
export async function slowDown({ context, page }: Visit, bytesEachSecond: number): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesEachSecond,
  });
}
