'use strict';

// A guest in the room that all share: enough to talk until there is more. What is written stays on
// the page as "sending" until the server has it, under one cid, however often the line breaks.

const element = (id) => document.getElementById(id);
const waiting = new Map();
const shown = new Set();
let socket = null;
let welcome = null;
let ref = 0;
let patience = 500;

if (location.protocol === 'http:' && !/^(localhost|127\..*|\[::1\])$/.test(location.hostname)) {
  element('open-line').hidden = false;
}
// What the owner's QR code says of this server goes along to the page that compares it.
for (const link of document.querySelectorAll('a[href="/join"]')) {
  link.href += location.hash;
}
element('link').textContent = location.origin;

// RFC 9562, version 7: the time first, then chance.
function freshCid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let millis = Date.now();
  for (let at = 5; at >= 0; at--) {
    bytes[at] = millis % 256;
    millis = Math.floor(millis / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function say(frame) {
  socket.send(JSON.stringify({ ...frame, ref: ++ref }));
  return ref;
}

async function enter(event) {
  event.preventDefault();
  const problem = element('door-problem');
  problem.textContent = '';
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ kind: 'guest', name: element('name').value.trim() }),
    });
    if (answer.ok) {
      element('door').hidden = true;
      element('room').hidden = false;
      connect();
      element('words').focus();
    } else {
      problem.textContent = (await answer.json()).message;
    }
  } catch {
    problem.textContent = 'The server does not answer. Is this device still on the network?';
  }
}

function connect() {
  const address = new URL('/api/socket', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  socket = new WebSocket(address, 'klatch.v1');
  socket.onmessage = (message) => hear(JSON.parse(message.data));
  socket.onclose = () => {
    element('state').textContent =
      'No connection. What you write is kept on this page and sent when we are back.';
    setTimeout(connect, patience);
    patience = Math.min(patience * 2, 15_000);
  };
}

function hear(frame) {
  switch (frame.kind) {
    case 'welcome':
      welcome = frame;
      patience = 500;
      element('state').textContent = `You are ${frame.name}.`;
      say({ kind: 'read-history', conversation: frame.everyone, limit: 50 });
      break;
    case 'history':
      frame.events.forEach(show);
      waiting.forEach((entry, cid) => send(cid, entry));
      break;
    case 'posted':
      show(frame);
      break;
    case 'accepted':
      settle(frame.cid, '');
      shown.add(frame.seq);
      break;
    case 'refused':
      refused(frame);
      break;
    case 'beat':
      say({ kind: 'beat' });
      break;
    default:
  }
}

function refused(frame) {
  for (const [cid, entry] of waiting) {
    if (entry.ref === frame.ref) {
      if (frame.retry) {
        setTimeout(() => send(cid, entry), frame.retryAfter ?? 1_000);
      } else {
        settle(cid, frame.message);
      }
    }
  }
}

function show(event) {
  if (event.kind !== 'posted' || event.conversation !== welcome.everyone) return;
  if (event.thread || shown.has(event.seq) || event.folded?.deleted) return;
  shown.add(event.seq);
  if (waiting.has(event.cid)) {
    settle(event.cid, '');
  } else {
    line(event.name, event.text, event.time);
  }
}

function line(name, text, time) {
  const timeline = element('timeline');
  const atEnd = timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < 40;
  const item = document.createElement('li');
  const who = document.createElement('bdi');
  who.className = 'who';
  who.textContent = name;
  const when = document.createElement('time');
  when.dateTime = new Date(time).toISOString();
  when.textContent = new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const words = document.createElement('p');
  words.dir = 'auto';
  words.textContent = text;
  item.append(who, ' ', when, words);
  timeline.append(item);
  if (atEnd) timeline.scrollTop = timeline.scrollHeight;
  return item;
}

function send(cid, entry) {
  if (socket.readyState === WebSocket.OPEN && welcome && waiting.has(cid)) {
    entry.ref = say({
      kind: 'post', cid, epoch: welcome.epoch, conversation: welcome.everyone, text: entry.text,
    });
  }
}

function settle(cid, problem) {
  const entry = waiting.get(cid);
  if (!entry) return;
  waiting.delete(cid);
  entry.item.removeAttribute('data-state');
  if (problem) {
    entry.item.dataset.state = `Not sent: ${problem}`;
  }
}

function post(event) {
  event.preventDefault();
  const text = element('words').value;
  if (!text.trim() || !welcome) return;
  const item = line(welcome.name, text, Date.now());
  item.dataset.state = 'Sending';
  const cid = freshCid();
  const entry = { text, item };
  waiting.set(cid, entry);
  element('words').value = '';
  element('timeline').scrollTop = element('timeline').scrollHeight;
  send(cid, entry);
}

element('door').addEventListener('submit', enter);
element('composer').addEventListener('submit', post);
element('words').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) post(event);
});
