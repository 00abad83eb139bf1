import { Marked, type Token, type Tokens } from 'marked';

/** Schemes that a link may have; all others are shown as the text that was typed. */
const SCHEMES = /^(https?|mailto|tel):/i;

/**
 * The person whose name a text begins with, and how long the name is; of several the longest. A
 * mention is such a name behind an @.
 */
export type Names = (text: string) => { readonly person: string; readonly length: number } | null;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The address of a link if it may be one, else null. */
export function linkAddress(href: string): URL | null {
  if (!SCHEMES.test(href)) return null;
  try {
    return new URL(href);
  } catch {
    return null;
  }
}

/** The host behind a link, if its text says another one, or it is not what one would read. */
function otherHost(address: URL, text: string): string | null {
  if (!/^https?:$/.test(address.protocol)) return null;
  const said = linkAddress(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
  return said !== null && said.host === address.host ? null : address.host;
}

function link({ href, text }: { href: string; text: string }, inner: string): string {
  const address = linkAddress(href);
  if (address === null) return inner;
  const host = otherHost(address, text);
  const shown = host === null ? '' : ` <span class="host">${escaped(host)}</span>`;
  const target = 'target="_blank" rel="noopener noreferrer nofollow"';
  return `<a href="${escaped(address.href)}" ${target}>${inner}</a>${shown}`;
}

const MENTION = {
  name: 'mention',
  level: 'inline' as const,
  start: (text: string) => text.indexOf('@'),
  renderer: (token: Tokens.Generic) =>
    `<span class="mention" data-person="${escaped(String(token.person))}">` +
    `${escaped(token.raw)}</span>`,
};

function mentions(names: Names): Marked {
  return new Marked(
    {
      gfm: true,
      breaks: true,
      async: false,
      renderer: {
        // What is typed as HTML is what is read.
        html: ({ text }) => escaped(text),
        link(token) {
          return link(token, this.parser.parseInline(token.tokens));
        },
        // Pictures from elsewhere would tell whoever has them who reads here.
        image: ({ href, text }) => link({ href, text: text || href }, escaped(text || href)),
        heading({ tokens, depth }) {
          const inner = this.parser.parseInline(tokens);
          return `<p class="heading-${Math.min(depth, 3)}">${inner}</p>`;
        },
        checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
        code: ({ text, lang }) => {
          const name = /^[\w+#-]{1,20}/.exec(lang ?? '')?.[0] ?? '';
          return `<pre><code data-language="${escaped(name)}">${escaped(text)}</code></pre>`;
        },
        table(token) {
          const cell = (tag: string, each: Tokens.TableCell) =>
            `<${tag}${each.align ? ` class="to-${each.align}"` : ''}>` +
            `${this.parser.parseInline(each.tokens)}</${tag}>`;
          const row = (tag: string, cells: Tokens.TableCell[]) =>
            `<tr>${cells.map((each) => cell(tag, each)).join('')}</tr>`;
          const body = token.rows.map((each) => row('td', each)).join('');
          const head = row('th', token.header);
          return `<div class="table"><table><thead>${head}</thead><tbody>${body}</tbody></table></div>`;
        },
      },
    },
    {
      extensions: [
        {
          ...MENTION,
          tokenizer(text: string) {
            if (text[0] !== '@') return undefined;
            const found = names(text.slice(1));
            if (found === null) return undefined;
            const raw = text.slice(0, found.length + 1);
            return { type: 'mention', raw, person: found.person };
          },
        },
      ],
    },
  );
}

/** Deeper than this, quotes and lists are shown as they were typed. */
const DEEPEST = 12;

function depth(tokens: readonly Token[], limit: number): number {
  if (limit === 0) return 1;
  let deepest = 0;
  for (const token of tokens) {
    const inner = 'tokens' in token && token.tokens ? token.tokens : [];
    const items: Token[] = token.type === 'list' ? (token as Tokens.List).items : [];
    deepest = Math.max(deepest, 1 + depth([...inner, ...items], limit - 1));
  }
  return deepest;
}

/**
 * Markdown (CommonMark with tables, strike-through and links as GitHub has them) as HTML in which
 * everything that a person typed is escaped. It is cleaned once more before it is shown.
 */
export function toHtml(text: string, names: Names): string {
  const parser = mentions(names);
  const tokens = parser.lexer(text);
  if (depth(tokens, DEEPEST + 1) > DEEPEST) return `<p class="as-typed">${escaped(text)}</p>`;
  return parser.parser(tokens);
}
