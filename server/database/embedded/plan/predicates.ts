/** What a query asks of single paths, all of which must hold: the part of it that an index can help with. */
import { BSONRegExp, type BsonDocument, type BsonValue, isDocument } from '../bson/value.js';
import { isOperators } from '../query/compile.js';

export interface Predicate {
  readonly path: string;
  readonly operator: string;
  readonly operand: BsonValue;
  /** `$options` of a `$regex`. */
  readonly options?: string;
}

export function predicatesOf(query: BsonDocument, prefix = ''): Predicate[] {
  const result: Predicate[] = [];
  for (const [key, value] of query) {
    if (key === '$and' && Array.isArray(value)) {
      for (const clause of value) if (isDocument(clause)) result.push(...predicatesOf(clause, prefix));
    } else if (!key.startsWith('$')) result.push(...fieldPredicates(prefix + key, value));
  }
  return result;
}

function fieldPredicates(path: string, value: BsonValue): Predicate[] {
  if (value instanceof BSONRegExp)
    return [{ path, operator: '$regex', operand: value.pattern, options: value.options }];
  if (!isOperators(value)) return [{ path, operator: '$eq', operand: value }];
  const result: Predicate[] = [];
  for (const [operator, operand] of value) {
    if (operator === '$elemMatch' && isDocument(operand)) {
      result.push(...(isOperators(operand) ? fieldPredicates(path, operand) : predicatesOf(operand, `${path}.`)));
    } else if (operator === '$all' && Array.isArray(operand)) {
      const [first] = operand;
      if (operand.length > 0 && !isDocument(first)) result.push(...fieldPredicates(path, first as BsonValue));
    } else if (operator === '$regex') result.push(regexPredicate(path, operand, value));
    else result.push({ path, operator, operand });
  }
  return result;
}

function regexPredicate(path: string, operand: BsonValue, siblings: BsonDocument): Predicate {
  const given = siblings.get('$options');
  const own = operand instanceof BSONRegExp ? operand.options : '';
  const pattern = operand instanceof BSONRegExp ? operand.pattern : operand;
  return { path, operator: '$regex', operand: pattern, options: typeof given === 'string' ? given : own };
}

/** The fields that a query looks at; `undefined` if it may look at all of them. */
export function fieldsOf(query: BsonDocument): Set<string> | undefined {
  const fields = new Set<string>();
  for (const [key, value] of query) {
    if (key === '$comment') continue;
    if (!key.startsWith('$')) fields.add(key.split('.')[0] as string);
    else if (!Array.isArray(value)) return undefined;
    else
      for (const clause of value) {
        const inner = isDocument(clause) ? fieldsOf(clause) : undefined;
        if (!inner) return undefined;
        for (const field of inner) fields.add(field);
      }
  }
  return fields;
}
