/** A set of characters, asked one at a time. */
export type CharacterTest = RegExp;

/** A regular expression as a tree, kept only as far as proving it needs. */
export type PatternNode =
  | { readonly kind: 'character'; readonly set: CharacterTest }
  | { readonly kind: 'anchor' }
  | { readonly kind: 'group'; readonly branches: readonly (readonly PatternNode[])[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number };
