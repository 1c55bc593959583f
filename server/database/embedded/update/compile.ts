/**
 * Update documents as functions (manual: "Update Operators"). Every path is checked for conflicts before anything is
 * changed; the changes are applied in the order of their paths, which is the order MongoDB adds new fields in.
 */
import { type BsonDocument, type BsonValue, isDocument } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import { compileFilter, type FilterOptions } from '../query/compile.js';
import { MODIFIERS, type Modifier } from './modifiers.js';
import { cloneValue } from './paths.js';

export interface UpdateContext {
  /** Index of the array element that the query matched: `$`. */
  readonly positional: number | undefined;
  readonly isInsert: boolean;
  readonly now: Date;
}

/** Gives the new document; the old one is left as it is. */
export type Update = (before: BsonDocument, context: UpdateContext) => BsonDocument;

interface Change {
  readonly parts: readonly string[];
  readonly modifier: Modifier;
  readonly operand: BsonValue;
}

type ElementTest = (element: BsonValue) => boolean;

export interface UpdateOptions {
  readonly arrayFilters?: readonly BsonDocument[];
  readonly filterOptions?: FilterOptions;
}

export function isReplacement(update: BsonDocument): boolean {
  const first = update.keys().next();
  return first.done === true || !first.value.startsWith('$');
}

export function compileModifiers(update: BsonDocument, options: UpdateOptions = {}): Update {
  const changes = changesOf(update);
  const filters = compileArrayFilters(options);
  refuseUnusedFilters(changes, filters);
  refuseConflicts(changes);
  return (before, context) => {
    const after = cloneValue(before);
    const targets = changes.flatMap((change) => resolve(change, after, context, filters));
    refuseConflicts(targets);
    for (const { parts, modifier, operand } of targets.sort((a, b) => comparePaths(a.parts, b.parts)))
      modifier({ document: after, parts, operand, context, options: options.filterOptions ?? {} });
    return after;
  };
}

/** A whole new document; `_id` stays where it was, in front. */
export function compileReplacement(replacement: BsonDocument): Update {
  for (const key of replacement.keys())
    if (key.startsWith('$'))
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${key}' in '${key}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
  return (before) => {
    const id = before.get('_id');
    const after: BsonDocument = new Map();
    if (id !== undefined && !replacement.has('_id')) after.set('_id', id);
    else if (replacement.has('_id')) after.set('_id', replacement.get('_id') as BsonValue);
    for (const [key, value] of replacement) after.set(key, value);
    return after;
  };
}

const REFUSED = new Set(['$bitsAllSet', '$v']);

function changesOf(update: BsonDocument): Change[] {
  const changes: Change[] = [];
  for (const [operator, operands] of update) {
    const modifier = MODIFIERS.get(operator);
    if (!modifier) {
      if (REFUSED.has(operator)) throw notSupported(operator);
      throw new CommandError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(operands))
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found another type for ${operator}. For example: {$mod: {<field>: ...}}`,
      );
    for (const [path, operand] of operands) {
      changes.push({
        parts: splitPath(path),
        modifier: modifier.apply,
        operand: modifier.check?.(path, operand) ?? operand,
      });
      // A rename touches two paths, and neither may be touched by another change.
      if (operator === '$rename')
        changes.push({ parts: splitPath(operand as string), modifier: () => undefined, operand });
    }
  }
  return changes;
}

export function splitPath(path: string): string[] {
  if (path === '') throw new CommandError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes(''))
    throw new CommandError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  for (const [position, part] of parts.entries()) {
    const isPlaceholder = part === '$' || /^\$\[[^\]]*\]$/.test(part);
    if (part.startsWith('$') && !isPlaceholder && !['$ref', '$id', '$db'].includes(part))
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
      );
    if (isPlaceholder && position === 0)
      throw new CommandError(
        'BadValue',
        `Cannot have positional (i.e. '${part}') element in the first position in path '${path}'`,
      );
  }
  return parts;
}

/** Numeric parts by number, others by text. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const x = a[index] as string;
    const y = b[index] as string;
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function refuseConflicts(changes: readonly { readonly parts: readonly string[] }[]): void {
  const seen = new Set<string>();
  const inner = new Set<string>();
  for (const { parts } of changes) {
    const path = parts.join('.');
    const prefixes = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('.'));
    const clash = seen.has(path) || inner.has(path) ? path : prefixes.find((prefix) => seen.has(prefix));
    if (clash !== undefined)
      throw new CommandError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${clash}'`,
      );
    seen.add(path);
    for (const prefix of prefixes) inner.add(prefix);
  }
}

function compileArrayFilters({ arrayFilters = [], filterOptions }: UpdateOptions): Map<string, ElementTest> {
  const filters = new Map<string, ElementTest>();
  for (const filter of arrayFilters) {
    const names = new Set<string>();
    collectNames(filter, names);
    const [name] = names;
    if (names.size !== 1 || name === undefined)
      throw new CommandError('FailedToParse', 'Error parsing array filter: Expected a single top-level field name');
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
      throw new CommandError(
        'BadValue',
        `Error parsing array filter: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (filters.has(name))
      throw new CommandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    const compiled = compileFilter(filter, filterOptions);
    filters.set(name, (element) => compiled(new Map([[name, element]])));
  }
  return filters;
}

function collectNames(filter: BsonDocument, names: Set<string>): void {
  for (const [key, value] of filter) {
    if (!key.startsWith('$')) names.add(key.split('.')[0] as string);
    else if (Array.isArray(value)) for (const clause of value) if (isDocument(clause)) collectNames(clause, names);
  }
}

function refuseUnusedFilters(changes: readonly Change[], filters: ReadonlyMap<string, ElementTest>): void {
  const used = new Set(changes.flatMap(({ parts }) => parts.map((part) => /^\$\[(.+)\]$/.exec(part)?.[1])));
  for (const name of filters.keys())
    if (!used.has(name))
      throw new CommandError('FailedToParse', `The array filter for identifier '${name}' was not used in the update`);
  for (const name of used)
    if (name !== undefined && !filters.has(name))
      throw new CommandError('BadValue', `No array filter found for identifier '${name}'`);
}

/** Replaces `$`, `$[]` and `$[name]` by the positions they stand for in this document. */
function resolve(
  change: Change,
  document: BsonDocument,
  context: UpdateContext,
  filters: ReadonlyMap<string, ElementTest>,
): Change[] {
  const position = change.parts.findIndex((part) => part === '$' || part.startsWith('$['));
  if (position < 0) return [change];
  const part = change.parts[position] as string;
  const at = (index: number): Change => ({ ...change, parts: change.parts.with(position, String(index)) });
  if (part === '$') {
    if (context.positional === undefined)
      throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.');
    return resolve(at(context.positional), document, context, filters);
  }
  const array = valueAt(document, change.parts.slice(0, position));
  const path = change.parts.slice(0, position).join('.');
  if (array === undefined)
    throw new CommandError(
      'BadValue',
      `The path '${path}' must exist in the document in order to apply array updates.`,
    );
  if (!Array.isArray(array))
    throw new CommandError('BadValue', `Cannot apply array updates to non-array element ${path}`);
  const test = part === '$[]' ? () => true : (filters.get(part.slice(2, -1)) as ElementTest);
  return array.flatMap((element, index) => (test(element) ? resolve(at(index), document, context, filters) : []));
}

function valueAt(document: BsonDocument, parts: readonly string[]): BsonValue | undefined {
  let value: BsonValue | undefined = document;
  for (const part of parts)
    value = isDocument(value) ? value.get(part) : Array.isArray(value) ? value[Number(part)] : undefined;
  return value;
}
