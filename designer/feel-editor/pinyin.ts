let pinyin: typeof import('pinyin-pro').pinyin | undefined;
const known = new Map<string, readonly string[]>();

/** The dictionary is large and comes when letters are first typed; without it (a dead network) names are found as written. */
export async function loadPinyin(): Promise<void> {
  if (pinyin !== undefined) return;
  try {
    ({ pinyin } = await import('pinyin-pro'));
  } catch {
    return;
  }
}

/** A text's pinyin written together, and its initials. */
export function pinyinOf(text: string): readonly string[] {
  if (pinyin === undefined) return [];
  const found = known.get(text);
  if (found !== undefined) return found;
  const joined = (syllables: readonly string[]) => syllables.join('').toLowerCase().replace(/\s+/g, '');
  const keys = [
    joined(pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })),
    joined(pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })),
  ];
  known.set(text, keys);
  return keys;
}
