import type { Placement } from '@floating-ui/dom';

type Library = typeof import('@floating-ui/dom');

/**
 * Keeps something that floats beside what it belongs to, inside of the window. Returns what ends
 * it. The library comes with the first thing that floats.
 */
export function float(anchor: Element | DOMRect, floating: HTMLElement, placement: Placement) {
  let end: (() => void) | undefined;
  let ended = false;
  // Not hidden: what is hidden takes no focus.
  floating.style.opacity = '0';
  const begin = ({ autoUpdate, computePosition, flip, offset, shift }: Library) => {
    if (ended) return;
    const reference =
      anchor instanceof Element ? anchor : { getBoundingClientRect: () => anchor as DOMRect };
    const place = async () => {
      const { x, y } = await computePosition(reference, floating, {
        placement,
        strategy: 'fixed',
        // Where there is no room beside it, it lies over it.
        middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8, crossAxis: true })],
      });
      floating.style.left = `${x}px`;
      floating.style.top = `${y}px`;
      floating.style.opacity = '';
    };
    end = autoUpdate(reference, floating, () => void place());
  };
  import('@floating-ui/dom').then(begin, () => {
    // Better at some place than not to be seen.
    floating.style.opacity = '';
  });
  return () => {
    ended = true;
    end?.();
  };
}
