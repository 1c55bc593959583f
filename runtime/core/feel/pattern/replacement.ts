/**
 * Reads a replacement of XPath's `fn:replace`: `$1` a group, `$0` the whole, `\$` and `\\` the signs themselves.
 * Null where it is malformed. JavaScript's own `$&` and `$<name>` have no meaning here.
 */
export function expandReplacement(replacement: string): ((match: readonly unknown[]) => string) | null {
  const parts: (string | number)[] = [];
  for (let i = 0; i < replacement.length; i++) {
    const sign = replacement[i];
    const next = replacement[i + 1] ?? '';
    if (sign === '\\') {
      if (next !== '\\' && next !== '$') return null;
      parts.push(next);
      i++;
    } else if (sign === '$') {
      if (!/\d/.test(next)) return null;
      parts.push(Number(next));
      i++;
    } else parts.push(sign ?? '');
  }
  return (match) =>
    parts.map((part) => (typeof part === 'string' ? part : String(groupOf(match, part) ?? ''))).join('');
}

/** A replacer is given the match, its groups, then an offset: what is no string is no group. */
function groupOf(match: readonly unknown[], index: number): unknown {
  const offset = match.findIndex((part) => typeof part === 'number');
  return index < offset ? match[index] : '';
}
