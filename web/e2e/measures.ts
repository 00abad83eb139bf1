import type { Page } from 'playwright-core';

/** What one presses, except links inside of what somebody wrote (WCAG 2.2, 2.5.8: inline). */
const TARGETS =
  'button, a[href], input, select, textarea, summary, [role="option"], [role="menuitem"], ' +
  '[role="menuitemcheckbox"], [role="tab"]';

/**
 * What is smaller than 24 × 24 CSS pixels and has not as much room around it (WCAG 2.2, 2.5.8): a
 * circle of 24 pixels around its middle touches no other target, and no other such circle.
 */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const layer =
      [...document.querySelectorAll('dialog[open], :popover-open')].at(-1) ?? document.body;
    const boxOf = (it: Element) => {
      const label = it.matches('input[type="checkbox"], input[type="radio"]')
        ? it.closest('label')
        : null;
      return (label ?? it).getBoundingClientRect();
    };
    const all = [...layer.querySelectorAll(selector)]
      .filter((it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((it) => it.closest('.rich-text') === null)
      .map((it) => ({ it, box: boxOf(it) }))
      .filter(({ box }) => box.width > 0 && box.height > 0);
    const small = ({ box }: { box: DOMRect }) => box.width < 23.5 || box.height < 23.5;
    const middle = (box: DOMRect) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    const near = (one: DOMRect, other: DOMRect) => {
      const { x, y } = middle(one);
      const dx = Math.max(other.left - x, 0, x - other.right);
      const dy = Math.max(other.top - y, 0, y - other.bottom);
      return Math.hypot(dx, dy) < 12;
    };
    const close = (one: DOMRect, other: DOMRect) => {
      const [a, b] = [middle(one), middle(other)];
      return Math.hypot(a.x - b.x, a.y - b.y) < 24;
    };
    return all
      .filter(small)
      .filter(({ it, box }) =>
        all.some((other) => {
          if (other.it === it || other.it.contains(it) || it.contains(other.it)) return false;
          return near(box, other.box) || (small(other) && close(box, other.box));
        }),
      )
      .map(({ it, box }) => {
        const { width, height } = box;
        return `${Math.round(width)} × ${Math.round(height)}: ${it.outerHTML.slice(0, 120)}`;
      });
  }, TARGETS);
}

/**
 * What cannot be had on a small screen, or on a large one with everything twice as large: what
 * lies beside the window or is cut off without a sign, and what one cannot get to press.
 */
export function outOfReach(page: Page): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const found: string[] = [];
    const shortened = (it: Element): boolean => {
      const { parentElement } = it;
      if (parentElement === null) return false;
      return (
        getComputedStyle(parentElement).textOverflow === 'ellipsis' || shortened(parentElement)
      );
    };
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide`);
    const layer =
      [...document.querySelectorAll('dialog[open], :popover-open')].at(-1) ?? document.body;
    const seen = (it: Element) => it.checkVisibility({ visibilityProperty: true });
    for (const it of layer.querySelectorAll<HTMLElement>('*')) {
      if (!seen(it) || it.closest('.unseen, svg, pre, table, .emoji-grid') !== null) continue;
      const name = `${it.tagName} ${it.className} “${it.textContent?.trim().slice(0, 40)}”`;
      const { left, right, width } = it.getBoundingClientRect();
      // What is too long for one line ends in dots, and is to be had in full elsewhere.
      if (shortened(it)) continue;
      if (width > 0 && (left < -1 || right > clientWidth + 1)) found.push(`beside: ${name}`);
      const { overflowX, textOverflow } = getComputedStyle(it);
      const cuts = overflowX === 'hidden' || overflowX === 'clip';
      const ends = textOverflow === 'ellipsis' || it.matches('textarea, input');
      if (cuts && !ends && it.scrollWidth > it.clientWidth + 1) found.push(`cut off: ${name}`);
    }
    for (const it of layer.querySelectorAll<HTMLElement>(selector)) {
      if (
        !seen(it) ||
        it.matches(':disabled') ||
        it.closest('[inert], .rich-text, .toolbar') !== null
      )
        continue;
      it.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = it.getBoundingClientRect();
      if (width === 0 || height === 0) continue;
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      const label = it.closest('label');
      if (top !== null && (it.contains(top) || label?.contains(top) || top.contains(it))) continue;
      found.push(`out of reach: ${it.outerHTML.slice(0, 120)}`);
    }
    return found;
  }, TARGETS);
}
