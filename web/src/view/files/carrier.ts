import { DetailedError, Upload } from 'tus-js-client';
import type { FileId } from '../../protocol/values';

const ADDRESS = '/api/files';
const FIRST_REST_MILLIS = 500;
const LONGEST_REST_MILLIS = 20_000;

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

/** Whether it makes sense to go on later: no line, or the server has too much to do. */
function passes(error: Error | DetailedError): boolean {
  if (!(error instanceof DetailedError) || error.originalResponse === null) return true;
  const status = error.originalResponse.getStatus();
  return status === 0 || status === 408 || status === 423 || status === 429 || status >= 500;
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
