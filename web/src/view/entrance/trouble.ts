import type { Refused } from '../../protocol/server-frames';

export type Field = 'name' | 'password' | 'invite';

const FIELDS: Readonly<Record<string, Field>> = {
  'name-invalid': 'name',
  'name-taken': 'name',
  'name-has-account': 'name',
  'wrong-password': 'password',
  'password-invalid': 'password',
  'invite-needed': 'invite',
  'invite-invalid': 'invite',
};

/** The field that a refusal is about; null if it is about none. */
export function fieldOf(refused: Refused): Field | null {
  const named = refused.field;
  if (named === 'name' || named === 'password' || named === 'invite') return named;
  return FIELDS[refused.error] ?? null;
}
