import { isNamePart, isNameStart, isSpace, normalName } from './characters.js';

/** True for a name the grammar can read alone; any other must be known to be read. */
function isPlainIdentifier(name: string): boolean {
  if (!isNameStart(name.charCodeAt(0))) return false;
  for (let i = 1; i < name.length; i++) if (!isNamePart(name.charCodeAt(i))) return false;
  return true;
}

/** Names that hold spaces, brackets or operators: where one matches, the longest is taken (DMN 1.5 §10.3.1.4). */
export class NameTable {
  private readonly special = new Set<string>();
  private readonly byFirst = new Map<string, string[]>();

  /** `base` is only read: what a source declares goes into a table of its own. */
  constructor(
    names: Iterable<string>,
    private readonly base: NameTable | null = null,
  ) {
    for (const name of names) this.add(name);
  }

  add(written: string): void {
    const name = normalName(written);
    if (name === '' || isPlainIdentifier(name) || this.special.has(name)) return;
    this.special.add(name);
    const first = name.charAt(0);
    const list = [...(this.byFirst.get(first) ?? []), name];
    list.sort((a, b) => b.length - a.length);
    this.byFirst.set(first, list);
  }

  /** How many characters of the source the longest special name takes here; 0 where none matches. */
  matchLength(source: string, at: number): number {
    const known = this.base?.matchLength(source, at) ?? 0;
    for (const name of this.byFirst.get(source.charAt(at)) ?? none) {
      const length = matchName(name, source, at);
      if (length > 0) return Math.max(length, known);
    }
    return known;
  }
}

const none: readonly string[] = [];

function matchName(name: string, source: string, at: number): number {
  let pos = at;
  for (let i = 0; i < name.length; i++) {
    if (name[i] === ' ') {
      const start = pos;
      while (isSpace(source.charCodeAt(pos))) pos++;
      if (pos === start) return 0;
    } else if (source[pos] === name[i]) pos++;
    else return 0;
  }
  const endsInsideWord =
    isNamePart(name.charCodeAt(name.length - 1)) && pos < source.length && isNamePart(source.charCodeAt(pos));
  return endsInsideWord ? 0 : pos - at;
}
