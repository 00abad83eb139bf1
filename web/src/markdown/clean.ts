import createDOMPurify from 'dompurify';
import { linkAddress } from './parse';

const TAGS = [
  ...['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'hr'],
  ...['span', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
const ATTRIBUTES = ['href', 'class', 'data-person', 'data-language', 'start', 'target', 'rel'];

/** Classes that our own renderer gives; a text has no way to any other. */
const CLASSES =
  /^(mention|host|heading-[123]|to-(left|right|center)|table|as-typed|hljs-[a-z_ ]+)$/;

const purifier = createDOMPurify(window);

purifier.addHook('afterSanitizeAttributes', (node) => {
  const name = node.getAttribute('class');
  if (name !== null && !CLASSES.test(name)) node.removeAttribute('class');
  if (node.tagName === 'A') {
    if (linkAddress(node.getAttribute('href') ?? '') === null) node.removeAttribute('href');
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer nofollow');
  }
});

/** The second guard: nothing but the elements and attributes of messages is left. */
export function clean(html: string): DocumentFragment {
  return purifier.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
