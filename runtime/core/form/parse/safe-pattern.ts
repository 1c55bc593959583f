/**
 * Regular expressions by authors (D19). A small dialect whose matching time is linear in the text: literals, escapes,
 * classes, groups and alternatives, one unbounded repetition, and bounded ones whose choices multiply to at most 10,000.
 * Look-around, back references, and repeated groups that can themselves match in several ways are outside it.
 */
const choiceCeiling = 10_000;
const classEscapes = 'dDwWsS';
const plainEscapes = '\\.^$|?*+()[]{}/-tnr';

interface Cost {
  choices: number;
  unbounded: number;
}

class PatternReader {
  private at = 0;
  private depth = 0;
  readonly cost: Cost = { choices: 1, unbounded: 0 };

  constructor(private readonly source: string) {}

  /** True if the whole source is of the dialect. */
  read(): boolean {
    return (
      this.alternatives() &&
      this.at === this.source.length &&
      this.cost.choices <= choiceCeiling &&
      this.cost.unbounded <= 1
    );
  }

  private alternatives(): boolean {
    this.depth += 1;
    if (this.depth > 6) return false;
    do {
      while (this.at < this.source.length && !'|)'.includes(this.source.charAt(this.at))) {
        if (!this.piece()) return false;
      }
    } while (this.take('|') && this.chooses());
    this.depth -= 1;
    return true;
  }

  private piece(): boolean {
    const before = { ...this.cost };
    const isGroup = this.source.charAt(this.at) === '(';
    if (!(isGroup ? this.group() : this.atom())) return false;
    const varies = this.cost.choices !== before.choices || this.cost.unbounded !== before.unbounded;
    return this.quantifier(isGroup && varies);
  }

  private group(): boolean {
    this.at += 1;
    if (this.take('?') && !this.take(':')) return false;
    return this.alternatives() && this.take(')');
  }

  private atom(): boolean {
    const character = this.source.charAt(this.at);
    if (character === '[') return this.characterClass();
    if (character === '\\') return this.escape();
    if ('*+?{}])^$'.includes(character)) return false;
    this.at += 1;
    return true;
  }

  private escape(): boolean {
    this.at += 1;
    const escaped = this.source.charAt(this.at);
    this.at += 1;
    return escaped !== '' && (classEscapes.includes(escaped) || plainEscapes.includes(escaped));
  }

  private characterClass(): boolean {
    this.at += 1;
    this.take('^');
    let members = 0;
    while (this.at < this.source.length && this.source.charAt(this.at) !== ']') {
      if (this.source.charAt(this.at) === '[') return false;
      const isEscape = this.source.charAt(this.at) === '\\';
      if (isEscape && !this.escape()) return false;
      if (!isEscape) this.at += 1;
      members += 1;
    }
    return members > 0 && this.take(']');
  }

  private quantifier(ofVaryingGroup: boolean): boolean {
    const rest = this.source.slice(this.at);
    const match = /^(?:\?|\*|\+|\{(\d{1,3})(,(\d{1,3})?)?\})/.exec(rest);
    if (match === null) return true;
    this.at += match[0].length;
    // A second sign would make it lazy or possessive, or is a mistake.
    if (/^[?*+{]/.test(this.source.slice(this.at))) return false;
    if (match[0] === '?') return this.chooses();
    if (ofVaryingGroup) return false;
    if (match[0] === '*' || match[0] === '+' || (match[2] !== undefined && match[3] === undefined)) {
      this.cost.unbounded += 1;
      return true;
    }
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : Number(match[3]);
    if (most < least) return false;
    this.cost.choices *= most - least + 1;
    return true;
  }

  private chooses(): boolean {
    this.cost.choices *= 2;
    return true;
  }

  private take(character: string): boolean {
    if (this.source.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }
}

const compileWhole = (pattern: string): RegExp | undefined => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    // A range such as [z-a] passes the reader and is refused by the language.
    return undefined;
  }
};

/** Whether the pattern is of the linear dialect and valid. */
export const isSafePattern = (pattern: string): boolean =>
  pattern.length > 0 &&
  pattern.length <= 200 &&
  new PatternReader(pattern).read() &&
  compileWhole(pattern) !== undefined;

/** Whether the whole value matches a pattern that `isSafePattern`; false where it is not. */
export const matchesWhole = (pattern: string, value: string): boolean =>
  isSafePattern(pattern) && (compileWhole(pattern)?.test(value) ?? false);
