/** What is wrong with a number a person typed; the words are in the catalogue (`messages/areas/identity.ts`). */
export type IdentityProblem =
  | { readonly code: 'EMPTY'; readonly params: Readonly<Record<string, never>> }
  | { readonly code: 'TOO_SHORT' | 'TOO_LONG'; readonly params: { readonly by: number; readonly expected: number } }
  /** `position` counts from 1, as people do. */
  | { readonly code: 'ALPHABET'; readonly params: { readonly character: string; readonly position: number } }
  | { readonly code: 'PREFIX'; readonly params: { readonly prefix: string } }
  | { readonly code: 'CHECK_DIGIT'; readonly params: Readonly<Record<string, never>> }
  | { readonly code: 'NO_SUCH_DATE'; readonly params: { readonly date: string } }
  | { readonly code: 'FUTURE_DATE'; readonly params: { readonly date: string } };

/** Half-width, upper case, without the blanks and hyphens people type for legibility. Idempotent. */
export function normaliseNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff\-–—·]/gu, '')
    .toUpperCase();
}

/** The first thing wrong with length and alphabet, told in the order in which a person would mend it. */
export function shapeProblem(
  value: string,
  shape: { readonly min: number; readonly max: number; readonly allowed: (position: number) => string },
): IdentityProblem | null {
  if (value === '') return { code: 'EMPTY', params: {} };
  const characters = [...value];
  for (const [index, character] of characters.entries()) {
    if (index < shape.max && !shape.allowed(index).includes(character)) {
      return { code: 'ALPHABET', params: { character, position: index + 1 } };
    }
  }
  const length = characters.length;
  if (length < shape.min) return { code: 'TOO_SHORT', params: { by: shape.min - length, expected: shape.min } };
  if (length > shape.max) return { code: 'TOO_LONG', params: { by: length - shape.max, expected: shape.max } };
  return null;
}

export const digits = '0123456789';
