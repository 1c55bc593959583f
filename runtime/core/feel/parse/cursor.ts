import type { FeelProblem, FeelProblemCode } from '../problem.js';
import { halfWidthOf, isNamePart, isNameStart, isSpace } from './characters.js';
import type { NameTable } from './name-table.js';

/** Thrown inside the parser only; `parse` turns it into a Result. */
export class ParseFailure extends Error {
  constructor(readonly problem: FeelProblem) {
    super(problem.code);
  }
}

/** Expressions inside expressions; deeper ones are refused so that no recursion over a tree can exhaust the stack. */
const maxNesting = 200;

/** A place in a source that moves forward while parsing. */
export class Cursor {
  pos = 0;
  depth = 0;

  constructor(
    readonly source: string,
    readonly names: NameTable,
  ) {}

  code(): number {
    return this.pos < this.source.length ? this.source.charCodeAt(this.pos) : -1;
  }

  /** Moves over white space and comments. */
  skip(): void {
    for (;;) {
      while (this.pos < this.source.length && isSpace(this.source.charCodeAt(this.pos))) this.pos++;
      if (this.source.startsWith('//', this.pos)) {
        const end = this.source.slice(this.pos).search(/[\n\r]/);
        this.pos = end < 0 ? this.source.length : this.pos + end;
      } else if (this.source.startsWith('/*', this.pos)) {
        const end = this.source.indexOf('*/', this.pos + 2);
        if (end < 0) this.fail('SYNTAX', { expected: '*/' }, this.pos, this.source.length);
        this.pos = end + 2;
      } else return;
    }
  }

  /** Whether the sign stands here, after white space. */
  at(sign: string): boolean {
    this.skip();
    return this.source.startsWith(sign, this.pos);
  }

  /** Takes the sign where it stands here. */
  take(sign: string): boolean {
    if (!this.at(sign)) return false;
    this.pos += sign.length;
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) this.unexpected(sign);
  }

  atWord(word: string): boolean {
    if (!this.at(word)) return false;
    const end = this.pos + word.length;
    return end >= this.source.length || !isNamePart(this.source.charCodeAt(end));
  }

  /** Takes a keyword, unless it begins a longer known name. */
  takeWord(word: string): boolean {
    if (!this.atWord(word)) return false;
    if (this.names.matchLength(this.source, this.pos) > word.length) return false;
    this.pos += word.length;
    return true;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) this.unexpected(word);
  }

  /** Length of the plain identifier here, 0 where there is none. */
  identifierLength(): number {
    if (!isNameStart(this.code())) return 0;
    let end = this.pos + 1;
    while (end < this.source.length && isNamePart(this.source.charCodeAt(end))) end++;
    return end - this.pos;
  }

  /** Counts one level of nesting while `parse` runs. */
  nested<T>(parse: (cursor: Cursor) => T): T {
    if (++this.depth > maxNesting) this.fail('NESTED_TOO_DEEP', { limit: maxNesting }, this.pos, this.pos);
    const result = parse(this);
    this.depth--;
    return result;
  }

  unexpected(expected: string): never {
    this.skip();
    const found = this.source.slice(this.pos, this.pos + 1);
    const meant = halfWidthOf(found);
    if (meant) this.fail('FULL_WIDTH_CHARACTER', { found, meant }, this.pos, this.pos + 1);
    const end = this.pos + Math.max(this.identifierLength(), found.length);
    const params = { expected, found: this.source.slice(this.pos, end) };
    this.fail('SYNTAX', params, this.pos, end);
  }

  fail(code: FeelProblemCode, params: FeelProblem['params'], from: number, to: number): never {
    throw new ParseFailure({ code, from, to, params });
  }
}
