import type { PatternNode } from './tree.js';

/** Thrown inside this folder; `compilePattern` turns it into a Result. */
export class PatternFailure extends Error {
  constructor(readonly code: 'PATTERN_INVALID' | 'PATTERN_UNSAFE') {
    super(code);
  }
}

const invalid = (): never => {
  throw new PatternFailure('PATTERN_INVALID');
};

/** XML's name characters, for XPath's `\i` and `\c`. */
const nameStart = ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u3001-\\uD7FF';
const nameCharacter = `${nameStart}\\-.0-9\\u00B7`;
const maxRepeat = 1000;

export interface Translation {
  readonly branches: readonly (readonly PatternNode[])[];
  readonly source: string;
}

/** Reads an XPath pattern (XQuery Functions 3.1 §5.6.1): gives a native source, and the tree for the proof. */
export function translate(
  pattern: string,
  flags: { readonly dotAll: boolean; readonly ignoreCase: boolean },
): Translation {
  const reader = new Reader(pattern, flags);
  const tree = reader.branches(0);
  if (reader.pos < pattern.length) invalid();
  return { branches: tree, source: reader.output };
}

class Reader {
  pos = 0;
  output = '';

  constructor(
    private readonly pattern: string,
    private readonly flags: { readonly dotAll: boolean; readonly ignoreCase: boolean },
  ) {}

  branches(depth: number): readonly (readonly PatternNode[])[] {
    if (depth > 20) throw new PatternFailure('PATTERN_UNSAFE');
    const result = [this.sequence(depth)];
    while (this.take('|')) {
      this.output += '|';
      result.push(this.sequence(depth));
    }
    return result;
  }

  private sequence(depth: number): readonly PatternNode[] {
    const nodes: PatternNode[] = [];
    while (this.pos < this.pattern.length && !'|)'.includes(this.peek())) nodes.push(this.quantified(depth));
    return nodes;
  }

  private quantified(depth: number): PatternNode {
    const node = this.atom(depth);
    const match = /^(?:[*+?]|\{(\d{1,4})(,(\d{0,4}))?\})\??/.exec(this.pattern.slice(this.pos));
    if (!match) return node;
    if (node.kind === 'anchor') invalid();
    this.pos += match[0].length;
    this.output += match[0];
    if (/^[*+?{]/.test(this.pattern.slice(this.pos))) invalid();
    const sign = match[0].charAt(0);
    const min = match[1] === undefined ? (sign === '+' ? 1 : 0) : Number(match[1]);
    const max = match[1] === undefined ? (sign === '?' ? 1 : Infinity) : upperBound(match, min);
    if (max < min) invalid();
    if (min > maxRepeat || (max !== Infinity && max > maxRepeat)) throw new PatternFailure('PATTERN_UNSAFE');
    return { kind: 'repeat', node, min, max };
  }

  private atom(depth: number): PatternNode {
    const sign = this.peek();
    if ('*+?{}]'.includes(sign)) invalid();
    switch (sign) {
      case '(':
        return this.group(depth);
      case '[':
        return this.set(this.characterClass());
      case '^':
      case '$':
        this.pos++;
        this.output += sign;
        return { kind: 'anchor' };
      case '.':
        this.pos++;
        return this.set(this.flags.dotAll ? '[\\s\\S]' : '[^\\n\\r]');
      case '\\':
        return this.set(this.escape(false));
      default: {
        const point = String.fromCodePoint(this.pattern.codePointAt(this.pos) ?? 0);
        this.pos += point.length;
        return this.set(point === '/' ? '\\/' : point);
      }
    }
  }

  private group(depth: number): PatternNode {
    this.pos++;
    if (this.peek() === '?') {
      if (!this.pattern.startsWith('?:', this.pos)) invalid();
      this.pos += 2;
      this.output += '(?:';
    } else this.output += '(';
    const branches = this.branches(depth + 1);
    if (!this.take(')')) invalid();
    this.output += ')';
    return { kind: 'group', branches };
  }

  private set(source: string): PatternNode {
    this.output += source;
    return { kind: 'character', set: new RegExp(`^(?:${source})$`, this.flags.ignoreCase ? 'iu' : 'u') };
  }

  /** `[a-z\d]`; XPath's subtraction is refused. */
  private characterClass(): string {
    this.pos++;
    let source = this.take('^') ? '[^' : '[';
    const start = this.pos;
    while (this.peek() !== ']' || this.pos === start) {
      const sign = this.peek();
      if (sign === '' || sign === '[' || (sign === '-' && this.pattern[this.pos + 1] === '[')) invalid();
      if (sign === '\\') source += this.escape(true);
      else {
        const point = String.fromCodePoint(this.pattern.codePointAt(this.pos) ?? 0);
        this.pos += point.length;
        source += point;
      }
    }
    this.pos++;
    return `${source}]`;
  }

  private escape(inClass: boolean): string {
    const letter = this.pattern[this.pos + 1] ?? '';
    this.pos += 2;
    if ('nrtdDsSwW'.includes(letter) && letter !== '') return `\\${letter}`;
    if ('pP'.includes(letter) && letter !== '') return this.property(letter);
    if ('icIC'.includes(letter) && letter !== '') {
      const set = letter.toLowerCase() === 'i' ? nameStart : nameCharacter;
      if (inClass && letter < 'a') invalid();
      return inClass ? set : `[${letter < 'a' ? '^' : ''}${set}]`;
    }
    if (letter === '-') return inClass ? '\\-' : '-';
    if (letter !== '' && '\\|.?*+(){}$^[]/'.includes(letter)) return `\\${letter}`;
    const hex = /^[0-9A-Fa-f]{4}/.exec(letter === 'u' ? this.pattern.slice(this.pos) : '');
    if (hex) {
      // Not XPath's, yet what authors bring along: \u4e00.
      this.pos += 4;
      return `\\u${hex[0]}`;
    }
    // A digit would be a backreference, which is not regular.
    if (/[1-9]/.test(letter)) throw new PatternFailure('PATTERN_UNSAFE');
    return invalid();
  }

  /** `\p{L}`: general categories only. */
  private property(letter: string): string {
    const match = /^\{(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfon]?)\}/.exec(
      this.pattern.slice(this.pos),
    );
    if (!match) return invalid();
    this.pos += match[0].length;
    return `\\${letter}${match[0]}`;
  }

  private peek(): string {
    return this.pattern[this.pos] ?? '';
  }

  private take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.pos++;
    return true;
  }
}

function upperBound(match: RegExpExecArray, min: number): number {
  if (match[2] === undefined) return min;
  return match[3] ? Number(match[3]) : Infinity;
}
