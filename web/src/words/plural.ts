/**
 * Chooses a form by number: `plural('en')(3, { one: 'person', other: 'people' })`. The number
 * itself stands before it, written as the language does.
 */
export function plural(
  language: string,
): (
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
) => string {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  return (count, forms) => `${digits.format(count)} ${forms[rules.select(count)] ?? forms.other}`;
}
