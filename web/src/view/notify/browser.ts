/** What stands between us and a notification of the browser; `granted` if nothing does. */
export type Standing = 'insecure' | 'missing' | 'denied' | 'undecided' | 'granted';

/** How it stands now, without asking anybody. */
export function standing(): Standing {
  if (!globalThis.isSecureContext) return 'insecure';
  if (!('Notification' in globalThis)) return 'missing';
  if (Notification.permission === 'granted') return 'granted';
  return Notification.permission === 'denied' ? 'denied' : 'undecided';
}

/** Asks the person through the browser, if that is still open. Only after they pressed something. */
export async function ask(): Promise<Standing> {
  if (standing() === 'undecided') await Notification.requestPermission();
  return standing();
}

/** Shows one. False if the browser could not. `tag` replaces the last one of the same. */
export async function show(
  title: string,
  body: string,
  tag: string,
  pressed: () => void,
): Promise<boolean> {
  if (standing() !== 'granted') return false;
  try {
    const shown = new Notification(title, { body, tag, icon: '/klatch.svg' });
    shown.onclick = () => {
      window.focus();
      shown.close();
      pressed();
    };
    return true;
  } catch {
    // Phones show notifications through the service worker only.
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker === undefined) return false;
    await worker.showNotification(title, { body, tag, icon: '/klatch.svg', data: { tag } });
    return true;
  }
}
