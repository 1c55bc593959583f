/** The keys under which an index holds a document (manual: "Multikey Indexes", "Sparse Indexes", "Partial Indexes"). */
import { type BsonDocument, type BsonValue, isDocument, UNDEFINED } from '../bson/value.js';
import { CommandError } from '../errors.js';

export interface DocumentKeys {
  /** One tuple for each combination that arrays give; never empty. */
  readonly tuples: readonly (readonly BsonValue[])[];
  /** Per field: whether an array stood in its way. */
  readonly multikey: readonly boolean[];
  /** Whether any of the fields exists: a sparse index leaves out documents without. */
  readonly anyPresent: boolean;
}

interface Progress {
  readonly tuples: BsonValue[][];
  readonly multikey: boolean[];
  anyPresent: boolean;
}

type Pending = readonly string[] | 'fixed';

/** `paths` are the fields of an index, split at the dots. */
export function documentKeys(paths: readonly (readonly string[])[], document: BsonDocument): DocumentKeys {
  const progress: Progress = { tuples: [], multikey: paths.map(() => false), anyPresent: false };
  expand(progress, { pending: paths, fixed: paths.map(() => null), source: document });
  return progress;
}

interface Expansion {
  readonly pending: readonly Pending[];
  readonly fixed: readonly BsonValue[];
  readonly source: BsonDocument;
}

function expand(progress: Progress, { pending, fixed, source }: Expansion): void {
  const values = [...fixed];
  const next: Pending[] = [...pending];
  const atArray: number[] = [];
  let array: BsonValue[] | undefined;
  for (const [field, path] of pending.entries()) {
    if (path === 'fixed') continue;
    const found = descend(source, path);
    if (Array.isArray(found.value)) {
      if (array && array !== found.value)
        throw new CommandError('CannotIndexParallelArrays', 'cannot index parallel arrays');
      array = found.value;
      atArray.push(field);
      next[field] = found.rest;
    } else {
      next[field] = 'fixed';
      fix(progress, values, field, found.rest.length > 0 ? undefined : found.value);
    }
  }
  if (!array) progress.tuples.push(values);
  else expandArray(progress, { pending: next, fixed: values, array, atArray });
}

function fix(progress: Progress, values: BsonValue[], field: number, value: BsonValue | undefined): void {
  if (value !== undefined) progress.anyPresent = true;
  values[field] = value ?? null;
}

interface ArrayExpansion {
  readonly pending: readonly Pending[];
  readonly fixed: readonly BsonValue[];
  readonly array: readonly BsonValue[];
  readonly atArray: readonly number[];
}

function expandArray(progress: Progress, { pending, fixed, array, atArray }: ArrayExpansion): void {
  for (const field of atArray) progress.multikey[field] = true;
  // An empty array is kept as undefined, so that {a: []} can be told from {a: null}.
  const elements = array.length === 0 ? [UNDEFINED] : array;
  for (const element of elements) {
    const values = [...fixed];
    const next = [...pending];
    for (const field of atArray) {
      const rest = pending[field] as readonly string[];
      if (rest.length === 0) {
        next[field] = 'fixed';
        fix(progress, values, field, element);
      } else if (!isDocument(element)) {
        next[field] = 'fixed';
        values[field] = null;
      }
    }
    if (next.every((path) => path === 'fixed')) progress.tuples.push(values);
    else expand(progress, { pending: next, fixed: values, source: element as BsonDocument });
  }
}

/** Follows a path to its end, or to the first array or missing field. */
function descend(
  source: BsonDocument,
  path: readonly string[],
): { readonly value: BsonValue | undefined; readonly rest: readonly string[] } {
  let value: BsonValue | undefined = source;
  for (let index = 0; index < path.length; index++) {
    if (!isDocument(value)) return { value, rest: path.slice(index) };
    value = value.get(path[index] as string);
    if (Array.isArray(value)) return { value, rest: path.slice(index + 1) };
  }
  return { value, rest: [] };
}
