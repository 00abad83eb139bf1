'use strict';

// Shows the page in one language, opens the steps for this system, shows the server's fingerprint,
// and goes on to the secure address as soon as this device trusts it. What follows # (an invite)
// goes along and is sent to nobody.

const secureAddress = new URL(location.href);
secureAddress.protocol = 'https:';

function speak(language) {
  document.documentElement.lang = language;
  for (const words of document.querySelectorAll('[data-words]')) {
    words.hidden = words.dataset.words !== language;
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
}

function thisSystem() {
  const agent = navigator.userAgent;
  if (/Android/.test(agent)) return 'android';
  if (/iPhone|iPad|iPod/.test(agent)) return 'ios';
  if (/Firefox/.test(agent)) return 'firefox';
  if (/Windows/.test(agent)) return 'windows';
  // An iPad says that it is a Mac, but no Mac has a touch screen.
  if (/Macintosh/.test(agent)) return navigator.maxTouchPoints > 1 ? 'ios' : 'macos';
  return 'linux';
}

// An answer that this page may not read is enough: without trust there is none at all.
async function isTrusted() {
  try {
    await fetch(new URL('/health', secureAddress), {
      mode: 'no-cors', cache: 'no-store', credentials: 'omit',
    });
    return true;
  } catch {
    return false;
  }
}

async function check(event) {
  const status = event.currentTarget.closest('article').querySelector('[data-status]');
  status.textContent = status.dataset.trying;
  if (await isTrusted()) {
    status.textContent = status.dataset.yes;
    location.assign(new URL('/' + location.hash, secureAddress));
  } else {
    status.textContent = status.dataset.no;
  }
}

async function showFingerprint() {
  const answer = await fetch('/join/server', { cache: 'no-store' });
  const server = await answer.json();
  const expected = new URLSearchParams(location.hash.slice(1)).get('fingerprint');
  if (expected && expected !== server.fingerprint) {
    for (const words of document.querySelectorAll('[data-words]')) {
      words.querySelector('[data-other]').hidden = false;
    }
  }
  for (const place of document.querySelectorAll('[data-fingerprint]')) {
    place.textContent = server.fingerprint.toUpperCase().replace(/.{4}(?=.)/g, '$& ');
  }
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => speak(button.dataset.language));
}
for (const button of document.querySelectorAll('[data-check]')) {
  button.addEventListener('click', check);
}
for (const place of document.querySelectorAll('[data-link]')) {
  place.textContent = secureAddress.origin;
}
for (const steps of document.querySelectorAll(`[data-system="${thisSystem()}"]`)) {
  steps.open = true;
}
speak(navigator.language.startsWith('de') ? 'de' : 'en');
showFingerprint();
