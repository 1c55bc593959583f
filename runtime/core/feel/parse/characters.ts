/** Full-width and CJK punctuation: inside the standard's name ranges, yet typed by mistake; a name may hold it only when known. */
const fullWidth: Readonly<Record<string, string>> = {
  '，': ',',
  '（': '(',
  '）': ')',
  '。': '.',
  '、': ',',
  '：': ':',
  '；': ';',
  '＝': '=',
  '＞': '>',
  '＜': '<',
  '＋': '+',
  '－': '-',
  '＊': '*',
  '／': '/',
  '！': '!',
  '【': '[',
  '】': ']',
  '「': '"',
  '」': '"',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '《': '<',
  '》': '>',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '×': '*',
  '÷': '/',
};

/** The ASCII sign meant by a full-width one, or undefined. */
export const halfWidthOf = (character: string): string | undefined =>
  Object.hasOwn(fullWidth, character) ? fullWidth[character] : undefined;

/** DMN 1.5 §10.3.1.2 rule 28, less the punctuation above. */
export function isNameStart(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 63;
  const inRanges =
    (code >= 0xc0 && code <= 0x2ff && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x370 && code <= 0x1fff && code !== 0x37e) ||
    code === 0x200c ||
    code === 0x200d ||
    (code >= 0x2070 && code <= 0x218f) ||
    (code >= 0x2c00 && code <= 0x2fef) ||
    (code >= 0x3001 && code <= 0xdfff) ||
    (code >= 0xf900 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfffd);
  return inRanges && !Object.hasOwn(fullWidth, String.fromCharCode(code));
}

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** DMN 1.5 §10.3.1.2 rule 29. */
export const isNamePart = (code: number): boolean =>
  isNameStart(code) ||
  isDigit(code) ||
  code === 0xb7 ||
  (code >= 0x300 && code <= 0x36f) ||
  code === 0x203f ||
  code === 0x2040;

/** Signs that may stand inside a declared name (rule 30). */
export const isNameSymbol = (character: string): boolean => character !== '' && "./-'+*".includes(character);

/** Rules 61 and 62; the ideographic space too. */
export const isSpace = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0x85 ||
  code === 0xa0 ||
  code === 0x1680 ||
  code === 0x180e ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0xfeff;

/** One space for each run of white space, none at the ends. */
export function normalName(name: string): string {
  return name.replace(/[\s\u0085\u180e\u200b]+/g, ' ').trim();
}
