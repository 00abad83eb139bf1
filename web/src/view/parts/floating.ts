import type { Placement } from '@floating-ui/dom';

/**
 * Keeps something that floats beside what it belongs to, inside of the window. Returns what ends
 * it. The library comes with the first thing that floats.
 */
export function float(anchor: Element | DOMRect, floating: HTMLElement, placement: Placement) {
  let end: (() => void) | undefined;
  let ended = false;
  // Not hidden: what is hidden takes no focus.
  floating.style.opacity = '0';
  void import('@floating-ui/dom').then(({ autoUpdate, computePosition, flip, offset, shift }) => {
    if (ended) return;
    const reference =
      anchor instanceof Element ? anchor : { getBoundingClientRect: () => anchor as DOMRect };
    const place = async () => {
      const { x, y } = await computePosition(reference, floating, {
        placement,
        strategy: 'fixed',
        middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8 })],
      });
      floating.style.left = `${x}px`;
      floating.style.top = `${y}px`;
      floating.style.opacity = '';
    };
    end = autoUpdate(reference, floating, () => void place());
  });
  return () => {
    ended = true;
    end?.();
  };
}
