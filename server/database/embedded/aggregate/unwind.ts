/** Manual: "$unwind". */
import { type BsonDocument, type BsonValue, isDocument, type Maybe } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { isNullish } from './operator.js';
import type { CompileStage } from './stages.js';

const FIELDS = new Set(['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']);

interface UnwindSpec {
  readonly parts: readonly string[];
  readonly indexField: string | undefined;
  readonly keepsEmpty: boolean;
}

function parse(operand: BsonValue): UnwindSpec {
  const spec: BsonDocument = isDocument(operand) ? operand : new Map([['path', operand]]);
  for (const field of spec.keys())
    if (!FIELDS.has(field)) throw new CommandError(28811, `unrecognized option to $unwind stage: ${field}`);
  const path = spec.get('path');
  if (typeof path !== 'string') throw new CommandError(28812, 'no path specified to $unwind stage, or it is no string');
  if (!path.startsWith('$') || path.length < 2)
    throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const indexField = spec.get('includeArrayIndex');
  if (indexField !== undefined && (typeof indexField !== 'string' || indexField === '' || indexField.startsWith('$')))
    throw new CommandError(28810, 'includeArrayIndex must be a string that is not empty and has no $');
  const keeps = spec.get('preserveNullAndEmptyArrays');
  if (keeps !== undefined && typeof keeps !== 'boolean')
    throw new CommandError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option');
  return { parts: path.slice(1).split('.'), indexField, keepsEmpty: keeps === true };
}

export const unwind: CompileStage = (operand) => {
  const spec = parse(operand);
  return function* (input) {
    for (const document of input) {
      if (!document) yield undefined;
      else yield* unwound(document, spec);
    }
  };
};

function* unwound(document: BsonDocument, { parts, indexField, keepsEmpty }: UnwindSpec): Generator<BsonDocument> {
  const value = valueAt(document, parts);
  const numbered = (result: BsonDocument, index: bigint | null) =>
    indexField === undefined ? result : replaced(result, indexField.split('.'), index);
  if (!Array.isArray(value)) {
    if (!isNullish(value) || keepsEmpty) yield numbered(document, null);
    return;
  }
  if (value.length === 0 && keepsEmpty) yield numbered(replaced(document, parts, undefined), null);
  for (const [index, element] of value.entries()) yield numbered(replaced(document, parts, element), BigInt(index));
}

function valueAt(document: BsonDocument, parts: readonly string[]): Maybe {
  let value: Maybe = document;
  for (const part of parts) value = isDocument(value) ? value.get(part) : undefined;
  return value;
}

/** A copy with another value at a path; what lies beside the path is shared. */
function replaced(document: BsonDocument, parts: readonly string[], value: Maybe): BsonDocument {
  const [part, ...rest] = parts as [string, ...string[]];
  const copy = new Map(document);
  const inner = copy.get(part);
  const next = rest.length === 0 ? value : replaced(isDocument(inner) ? inner : new Map(), rest, value);
  if (next === undefined) copy.delete(part);
  else copy.set(part, next);
  return copy;
}
