/** Words of the search. */
export const search = {
  title: 'Search',
  field: 'Search in your conversations',
  hint: 'What helps:',
  filters: [
    ['"two words"', 'words that follow each other'],
    ['wave*', 'all words that begin so'],
    ['from:ana', 'what ana said'],
    ['in:lobby', 'only in this room'],
    ['after:2026-01-31', 'since a day; before: the other way'],
    ['has:link', 'with a link; also has:mention, has:pin'],
    ['mentions:me', 'where you were called'],
  ] as readonly (readonly [string, string])[],
  here: 'In this conversation only',
  nothing: 'Nothing was found.',
  cache: 'No connection: only what this browser kept is searched.',
  more: 'More',
  found: (count: number) => (count === 1 ? 'One message' : `${count} messages`),
};
