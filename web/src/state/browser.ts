import { openHttp } from '../protocol/http';
import type { Channel, Surroundings, Wire, WireListener } from './surroundings';

function dial(listener: WireListener): Wire {
  const { protocol, host } = globalThis.location;
  const address = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/socket`;
  const socket = new WebSocket(address, 'klatch.v1');
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') listener.text(data);
  };
  socket.onclose = ({ code, reason }) => listener.closed(code, reason);
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    close: () => socket.close(1000),
  };
}

function woken(run: () => void): () => void {
  const seen = () => {
    if (globalThis.document.visibilityState === 'visible') run();
  };
  globalThis.document.addEventListener('visibilitychange', seen);
  globalThis.addEventListener('online', run);
  globalThis.addEventListener('pageshow', run);
  return () => {
    globalThis.document.removeEventListener('visibilitychange', seen);
    globalThis.removeEventListener('online', run);
    globalThis.removeEventListener('pageshow', run);
  };
}

function leaving(run: () => void): () => void {
  globalThis.addEventListener('pagehide', run);
  return () => globalThis.removeEventListener('pagehide', run);
}

function channel(heard: (message: unknown) => void): Channel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  const tabs = new BroadcastChannel('klatch');
  tabs.onmessage = ({ data }) => heard(data);
  return { post: (message) => tabs.postMessage(message), close: () => tabs.close() };
}

/** Some browsers refuse even to be asked. */
function allowed<Place>(place: () => Place | undefined): Place | null {
  try {
    return place() ?? null;
  } catch {
    return null;
  }
}

/** The machine as a browser shows it; nothing of it needs a secure context. */
export function browser(): Surroundings {
  return {
    clock: {
      steady: () => performance.now(),
      wall: () => Date.now(),
      after: (millis, run) => {
        const timer = setTimeout(run, millis);
        return () => clearTimeout(timer);
      },
    },
    http: openHttp(),
    random: (bytes) => crypto.getRandomValues(bytes),
    chance: () => Math.random(),
    dial,
    visible: () => globalThis.document.visibilityState === 'visible',
    woken,
    leaving,
    channel,
    locks: allowed(() => globalThis.navigator.locks),
    databases: allowed(() => globalThis.indexedDB),
    notes: allowed(() => globalThis.localStorage),
  };
}
