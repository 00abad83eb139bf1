import { DetailedError, type HttpRequest, Upload } from 'tus-js-client';
import type { FileId } from '../../protocol/values';

const ADDRESS = '/api/files';
const FIRST_REST_MILLIS = 500;
const LONGEST_REST_MILLIS = 20_000;

/**
 * So much is sent at a time where each part carries its checksum. A part that breaks off comes
 * again from its beginning: larger ones would never arrive over a line that is cut often.
 */
const PART_BYTES = 1024 * 1024;

/** What is told of a file on its way. */
export interface Told {
  /** The server takes it here. */
  readonly begun: (address: string) => void;
  /** So many bytes are there. */
  readonly moved: (bytes: number) => void;
  readonly done: (id: FileId) => void;
  /** It does not go on by itself: a refusal of the server, as it was said. */
  readonly refused: (refused: { error: string; message: string }) => void;
}

/** Late, taken by another connection, too fast, and arrived otherwise than it was sent. */
const AGAIN = new Set([408, 423, 429, 460]);

const OTHER = { error: 'other', message: '' };

function refusalOf(error: Error | DetailedError): { error: string; message: string } | null {
  if (!(error instanceof DetailedError) || error.originalResponse === null) return null;
  try {
    const read: unknown = JSON.parse(error.originalResponse.getBody());
    if (read !== null && typeof read === 'object' && 'error' in read && 'message' in read) {
      const { error: named, message } = read;
      return { error: String(named), message: String(message) };
    }
  } catch {
    // Not what a server of ours says.
  }
  return OTHER;
}

/** Says of the part that a request brings what it is; only encrypted pages can reckon that. */
async function sealed(request: HttpRequest, file: File): Promise<void> {
  const offset = Number(request.getHeader('Upload-Offset'));
  if (request.getMethod() !== 'PATCH' || !Number.isSafeInteger(offset)) return;
  const part = await file.slice(offset, offset + PART_BYTES).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', part));
  request.setHeader('Upload-Checksum', `sha256 ${btoa(String.fromCharCode(...digest))}`);
}

/** Whether it makes sense to go on later: no line, or the server has too much to do. */
function passes(error: Error | DetailedError): boolean {
  if (!(error instanceof DetailedError) || error.originalResponse === null) return true;
  const status = error.originalResponse.getStatus();
  return status === 0 || AGAIN.has(status) || status >= 500;
}

/** Brings one file to the server by the tus protocol, from the byte at which it stands. */
export class Carrier {
  readonly #upload: Upload;
  #rest = FIRST_REST_MILLIS;
  #again: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(file: File, words: Record<string, string>, address: string | undefined, told: Told) {
    this.#upload = new Upload(file, {
      endpoint: ADDRESS,
      ...(address === undefined ? {} : { uploadUrl: address }),
      metadata: { filename: file.name, ...words },
      retryDelays: null,
      ...(globalThis.isSecureContext
        ? { chunkSize: PART_BYTES, onBeforeRequest: (request) => sealed(request, file) }
        : {}),
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => told.begun(this.#upload.url ?? ''),
      onProgress: (sent) => told.moved(sent),
      onChunkComplete: () => {
        this.#rest = FIRST_REST_MILLIS;
      },
      onSuccess: () => told.done((this.#upload.url ?? '').split('/').at(-1) ?? ''),
      onError: (error) => this.#failed(error, told),
    });
  }

  #failed(error: Error | DetailedError, told: Told): void {
    if (this.#over) return;
    if (passes(error)) {
      this.#again = setTimeout(() => this.start(), this.#rest);
      this.#rest = Math.min(this.#rest * 2, LONGEST_REST_MILLIS);
    } else {
      told.refused(refusalOf(error) ?? OTHER);
    }
  }

  /** Begins, or goes on. */
  start(): void {
    clearTimeout(this.#again);
    this.#over = false;
    this.#upload.start();
  }

  /** Stops; what is there stays there. */
  async pause(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#again);
    await this.#upload.abort();
  }

  /** Stops, and the server forgets what is there. */
  async cancel(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#again);
    await this.#upload.abort(this.#upload.url !== null);
  }
}
