import { pinyin } from 'pinyin-pro';

/**
 * Keys by which a Chinese title is found: the text itself, its pinyin written together, and its initials. Searching is
 * “contains” on any of them, so that 智能工厂, zhineng and zngc all find 智能工厂奖励.
 */
export function searchKeys(...texts: readonly string[]): readonly string[] {
  const keys = texts.flatMap((text) => {
    const plain = text.toLowerCase();
    if (plain === '') return [];
    const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
    const initials = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' });
    return [plain, compact(syllables.join('')), compact(initials.join(''))];
  });
  return [...new Set(keys.filter((key) => key !== ''))];
}

const compact = (text: string): string => text.toLowerCase().replace(/\s+/g, '');

/** The words of a query; a row matches when each of them is part of one of its keys. */
export function queryWords(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);
}

export function matchesQuery(keys: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => keys.some((key) => key.includes(word)));
}
