/** Names one after another, as a language does: `ana, bob and eve`. */
export function listing(language: string): (names: readonly string[]) => string {
  const format = new Intl.ListFormat(language, { type: 'conjunction' });
  return (names) => format.format(names);
}
