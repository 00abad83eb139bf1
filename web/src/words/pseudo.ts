import type { Catalogue } from './en';
import { en } from './en';
import { more } from './en/more';
import { mirrored } from './mirrored';

/**
 * No language, but a check of all of them: written from right to left, and each text marked, so
 * that what is in no catalogue is seen at once.
 */
export const pseudo: Catalogue = {
  ...(mirrored({ ...en, ...more }) as Catalogue),
  language: '⟦Mirrored⟧',
  direction: 'rtl',
};
