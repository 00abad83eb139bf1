import hljs from 'highlight.js/lib/common';

/** Longer code is shown as it is: colours are not worth a page that waits. */
const LONGEST = 20_000;

/** Code as HTML with classes, or null if the language is not known or the code too long. */
export function highlight(code: string, language: string): Promise<string | null> {
  if (code.length > LONGEST || hljs.getLanguage(language) === undefined) {
    return Promise.resolve(null);
  }
  return Promise.resolve(hljs.highlight(code, { language, ignoreIllegals: true }).value);
}
