/** How a dotted path meets arrays (manual: "Query an Array", "Query an Array of Embedded Documents"). */
import { type BsonDocument, type BsonValue, isDocument, type Maybe } from '../bson/value.js';

/** Remembers which element of the outermost array matched: what `$` in an update or projection stands for. */
export interface MatchDetails {
  index: number | undefined;
}

/** Tests a value found at the end of a path; `undefined` stands for a missing field. */
export type LeafTest = (value: Maybe, details?: MatchDetails) => boolean;

/** `each`: an array at the end of the path is tested element by element and as a whole; `whole`: only as a whole. */
export type LeafMode = 'each' | 'whole';

export interface PathTest {
  readonly parts: readonly string[];
  readonly test: LeafTest;
  readonly mode: LeafMode;
}

export function matchesPath(path: PathTest, document: BsonDocument, details?: MatchDetails): boolean {
  return inDocument(path, 0, document, details);
}

function inDocument(
  path: PathTest,
  position: number,
  document: BsonDocument,
  details: MatchDetails | undefined,
): boolean {
  const value = document.get(path.parts[position] as string);
  const next = position + 1;
  if (next === path.parts.length) return atLeaf(path, value, details);
  if (isDocument(value)) return inDocument(path, next, value, details);
  if (Array.isArray(value)) return inArray(path, next, value, details);
  return path.test(undefined);
}

function inArray(
  path: PathTest,
  position: number,
  array: readonly BsonValue[],
  details: MatchDetails | undefined,
): boolean {
  const part = path.parts[position] as string;
  const offset = /^(0|[1-9]\d*)$/.test(part) ? Number(part) : -1;
  for (const [index, element] of array.entries()) {
    const found =
      (isDocument(element) && inDocument(path, position, element, undefined)) ||
      (index === offset && atOffset(path, position + 1, element));
    if (found) {
      if (details) details.index = index;
      return true;
    }
  }
  return false;
}

function atOffset(path: PathTest, position: number, element: BsonValue): boolean {
  if (position === path.parts.length) return atLeaf(path, element, undefined);
  if (isDocument(element)) return inDocument(path, position, element, undefined);
  return Array.isArray(element) && inArray(path, position, element, undefined);
}

function atLeaf(path: PathTest, value: Maybe, details: MatchDetails | undefined): boolean {
  if (path.mode === 'each' && Array.isArray(value))
    for (const [index, element] of value.entries())
      if (path.test(element)) {
        if (details) details.index = index;
        return true;
      }
  return path.test(value, details);
}
