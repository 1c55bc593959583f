/** The FEEL inside `{{ }}`; undefined where the text is not of that form, or empty inside. */
export function feelSource(text: string): string | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{{') || !trimmed.endsWith('}}') || trimmed.length < 5) return undefined;
  const source = trimmed.slice(2, -2).trim();
  return source === '' ? undefined : source;
}

export const feelText = (source: string): string => `{{ ${source} }}`;
