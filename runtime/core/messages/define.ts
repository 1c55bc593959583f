export type Locale = 'zh-CN' | 'en-US';
export const locales: readonly Locale[] = ['zh-CN', 'en-US'];

export type MessageParams = Readonly<Record<string, string | number>>;

/** The words of one area of the product in both languages; a key that lacks its English does not compile. */
export interface Messages<Key extends string = string> {
  readonly zh: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<Key, string>>;
}

/** Declares an area's words: Chinese first, English complete. Placeholders are `{name}`. */
export function defineMessages<const Zh extends Record<string, string>>(words: {
  readonly zh: Zh;
  readonly en: Readonly<Record<keyof Zh & string, string>>;
}): Messages<keyof Zh & string> {
  return words;
}

/**
 * The words for a key with its `{placeholders}` filled in; one without a value stays visible. `{n|day|days}` chooses by
 * number, for English: the first form for exactly one.
 */
export function message<Key extends string>(
  words: Messages<Key>,
  locale: Locale,
  key: Key,
  params: MessageParams = {},
): string {
  const text = locale === 'zh-CN' ? words.zh[key] : words.en[key];
  return text.replace(/\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return one === undefined ? String(value) : String(value === 1 ? one : many);
  });
}

/** The names of a text's placeholders, each once, in alphabetical order. */
export function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map((match) => match[1] as string))].sort();
}
