/**
 * What the product needs of a database, as plainly as it can be written: an array, no index, no disk, nothing of the store.
 * Values are numbers, strings, null, and flat arrays of them.
 */
import { applyChange, ModelError } from './plain-changes.js';

export type Value = number | string | null | readonly Value[];
export type Row = { readonly [field: string]: Value };
export type Condition = Value | { readonly [operator: string]: unknown };
export type Query = { readonly [field: string]: Condition | readonly Query[] };
export type Change = { readonly [operator: string]: Readonly<Record<string, unknown>> };

function rank(value: Value): number {
  return value === null ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 3;
}

export function compare(a: Value, b: Value): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = compare(a[i] as Value, b[i] as Value);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  // JavaScript's own order of strings is that of UTF-16 units, not of characters.
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1;
}

function candidates(value: Value | undefined): (Value | undefined)[] {
  return Array.isArray(value) ? [...value, value] : [value];
}

function equals(value: Value | undefined, wanted: Value): boolean {
  return candidates(value).some((item) => (item === undefined ? wanted === null : compare(item, wanted) === 0));
}

function meets(value: Value | undefined, operator: string, operand: unknown): boolean {
  const wanted = operand as Value;
  const ordered = (accepts: (order: number) => boolean) =>
    candidates(value).some(
      (item) =>
        (wanted === null ? item === undefined && accepts(0) : false) ||
        (item !== undefined && rank(item) === rank(wanted) && accepts(compare(item, wanted))),
    );
  switch (operator) {
    case '$gt':
      return ordered((order) => order > 0);
    case '$gte':
      return ordered((order) => order >= 0);
    case '$lt':
      return ordered((order) => order < 0);
    case '$lte':
      return ordered((order) => order <= 0);
    case '$ne':
      return !equals(value, wanted);
    case '$in':
      return (operand as Value[]).some((item) => equals(value, item));
    case '$nin':
      return !(operand as Value[]).some((item) => equals(value, item));
    case '$exists':
      return (value !== undefined) === operand;
    case '$all':
      return (operand as Value[]).length > 0 && (operand as Value[]).every((item) => equals(value, item));
    case '$size':
      return Array.isArray(value) && value.length === operand;
    case '$regex':
      return candidates(value).some(
        (item) => typeof item === 'string' && new RegExp(operand as string, 'u').test(item),
      );
    case '$not':
      return !Object.entries(operand as object).every(([inner, argument]) => meets(value, inner, argument));
    default:
      throw new Error(`The model does not know ${operator}`);
  }
}

export function matches(row: Row, query: Query): boolean {
  return Object.entries(query).every(([field, condition]) => {
    if (field === '$or') return (condition as Query[]).some((clause) => matches(row, clause));
    if (field === '$and') return (condition as Query[]).every((clause) => matches(row, clause));
    if (field === '$nor') return !(condition as Query[]).some((clause) => matches(row, clause));
    if (condition === null || typeof condition !== 'object' || Array.isArray(condition))
      return equals(row[field], condition as Value);
    return Object.entries(condition).every(([operator, operand]) => meets(row[field], operator, operand));
  });
}

function sortValue(value: Value | undefined, direction: number): Value | undefined {
  if (!Array.isArray(value)) return value ?? null;
  // An empty array comes before null.
  return [...value].sort((a, b) => compare(a, b) * direction)[0];
}

export type Sort = readonly (readonly [string, 1 | -1])[];

export function compareRows(a: Row, b: Row, sort: Sort): number {
  for (const [field, direction] of sort) {
    const [x, y] = [sortValue(a[field], direction), sortValue(b[field], direction)];
    const order =
      x === undefined || y === undefined ? Number(x !== undefined) - Number(y !== undefined) : compare(x, y);
    if (order !== 0) return order * direction;
  }
  return 0;
}

/** A collection with one unique field beside `_id`. */
export class PlainCollection {
  rows: Row[] = [];

  constructor(readonly uniqueField: string) {}

  find(query: Query, { sort = [], skip = 0, limit = 0 }: { sort?: Sort; skip?: number; limit?: number } = {}): Row[] {
    const found = this.rows.filter((row) => matches(row, query)).sort((a, b) => compareRows(a, b, sort));
    return found.slice(skip, limit === 0 ? undefined : skip + limit);
  }

  insert(row: Row): void {
    this.#refuseDuplicate(row, undefined);
    this.rows.push(row);
  }

  /** Changes the matches; gives how many matched and how many were changed. */
  update(
    query: Query,
    change: Change,
    { multi = false, sort = [] }: { multi?: boolean; sort?: Sort } = {},
  ): { n: number; nModified: number; before: Row | undefined; after: Row | undefined } {
    const found = this.find(query, { sort, limit: multi ? 0 : 1 });
    let nModified = 0;
    let after: Row | undefined;
    for (const row of found) {
      after = applyChange(row, change);
      if (JSON.stringify(after) === JSON.stringify(row)) continue;
      this.#refuseDuplicate(after, row);
      this.rows[this.rows.indexOf(row)] = after;
      nModified++;
    }
    return { n: found.length, nModified, before: found[0], after };
  }

  /** Changes the document with this id, or makes it. */
  upsert(_id: number, change: Change): { n: number; nModified: number; upserted: number; after: Row } {
    const { n, nModified, after } = this.update({ _id }, change);
    if (after) return { n, nModified, upserted: 0, after };
    const made = applyChange({ _id }, change, true);
    this.insert(made);
    return { n: 0, nModified: 0, upserted: 1, after: made };
  }

  /** Puts another document in the place of one; its id stays. */
  replace(query: Query, row: Row): { n: number; nModified: number; before: Row | undefined; after: Row | undefined } {
    const [before] = this.find(query, { sort: [['_id', 1]], limit: 1 });
    if (!before) return { n: 0, nModified: 0, before: undefined, after: undefined };
    const after: Row = { _id: before._id as number, ...row };
    const isSame = JSON.stringify(after) === JSON.stringify(before);
    if (!isSame) {
      this.#refuseDuplicate(after, before);
      this.rows[this.rows.indexOf(before)] = after;
    }
    return { n: 1, nModified: isSame ? 0 : 1, before, after };
  }

  remove(query: Query, limit: number): number {
    const found = new Set(this.find(query, { sort: [['_id', 1]], limit }));
    this.rows = this.rows.filter((row) => !found.has(row));
    return found.size;
  }

  /** A missing value is null to a unique index, and each element of an array is a value of its own. */
  #refuseDuplicate(row: Row, self: Row | undefined): void {
    const keys = (of: Row, field: string): Value[] => {
      const value = of[field];
      if (Array.isArray(value)) return value.length === 0 ? [['empty']] : [...value];
      return [value ?? null];
    };
    for (const field of ['_id', this.uniqueField])
      for (const other of this.rows)
        if (
          other !== self &&
          keys(row, field).some((key) => keys(other, field).some((taken) => compare(key, taken) === 0))
        )
          throw new ModelError(11000);
  }
}
