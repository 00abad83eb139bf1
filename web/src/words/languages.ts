/** All languages, each by its own name: another one joins by a catalogue and a line here. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  pseudo: '⟦Mirrored⟧',
};
