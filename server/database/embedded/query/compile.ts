/** Query documents as predicates (manual: "Query Predicates"). An operator that is unknown is an error, never ignored. */
import { type CompareStrings, compareUtf8 } from '../bson/compare.js';
import { BSONRegExp, type BsonDocument, type BsonValue, isDocument } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import { leafOperator, type QueryContext } from './leaf-operators.js';
import { type LeafMode, type LeafTest, type MatchDetails, matchesPath } from './path.js';

export type Filter = (document: BsonDocument, details?: MatchDetails) => boolean;

export interface FilterOptions {
  readonly compareStrings?: CompareStrings;
  /** Evaluates `$expr`; the engine gives it, so that queries need not know expressions. */
  readonly expression?: (expression: BsonValue) => (document: BsonDocument) => boolean;
}

const REFUSED_AT_TOP = new Set(['$where', '$text', '$jsonSchema', '$sampleRate']);

export function compileFilter(query: BsonDocument, options: FilterOptions = {}): Filter {
  const context: QueryContext = {
    compareStrings: options.compareStrings ?? compareUtf8,
    custom: options.compareStrings !== undefined,
    expression: options.expression,
    compile: (inner) => compileFilter(inner, options),
    predicate: (operators) => compilePredicate(operators, context),
  };
  return conjunction([...query].map(([key, value]) => compileEntry(key, value, context)));
}

function conjunction(filters: readonly Filter[]): Filter {
  if (filters.length === 0) return () => true;
  if (filters.length === 1) return filters[0] as Filter;
  return (document, details) => filters.every((filter) => filter(document, details));
}

function compileEntry(key: string, value: BsonValue, context: QueryContext): Filter {
  if (!key.startsWith('$')) return compileField(key, value, context);
  switch (key) {
    case '$and':
      return conjunction(clauses(key, value, context));
    case '$or': {
      const filters = clauses(key, value, context);
      return (document, details) => filters.some((filter) => filter(document, details));
    }
    case '$nor': {
      const filters = clauses(key, value, context);
      return (document) => !filters.some((filter) => filter(document));
    }
    case '$expr': {
      if (!context.expression) throw new CommandError(224, '$expr is not allowed in this context');
      return context.expression(value);
    }
    case '$comment':
      return () => true;
    default:
      if (REFUSED_AT_TOP.has(key)) throw notSupported(key);
      throw new CommandError(
        'BadValue',
        `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function clauses(key: string, value: BsonValue, context: QueryContext): Filter[] {
  if (!Array.isArray(value)) throw new CommandError('BadValue', `${key} must be an array`);
  if (value.length === 0) throw new CommandError('BadValue', '$and/$or/$nor must be a nonempty array');
  return value.map((clause) => {
    if (!isDocument(clause)) throw new CommandError('BadValue', '$or/$and/$nor entries need to be full objects');
    return context.compile(clause);
  });
}

function compileField(path: string, value: BsonValue, context: QueryContext): Filter {
  const parts = path.split('.');
  if (isOperators(value)) return operatorsAt(parts, value, context);
  if (value instanceof BSONRegExp) return leafAt(parts, leafOperator('$regex', value, new Map(), context));
  return leafAt(parts, leafOperator('$eq', value, new Map(), context));
}

/** Whether a value is `{$gt: 1}` rather than a document to be equal to. `$ref` and `$id` belong to a DBRef. */
export function isOperators(value: BsonValue): value is BsonDocument {
  if (!isDocument(value)) return false;
  const first = value.keys().next();
  return !first.done && first.value.startsWith('$') && !['$ref', '$id', '$db'].includes(first.value);
}

interface Leaf {
  readonly test: LeafTest;
  readonly mode: LeafMode;
  /** The filter holds where the test does not. */
  readonly negated?: boolean;
}

function leafAt(parts: readonly string[], { test, mode, negated = false }: Leaf): Filter {
  const path = { parts, test, mode };
  if (negated) return (document) => !matchesPath(path, document);
  return (document, details) => matchesPath(path, document, details);
}

function operatorsAt(parts: readonly string[], operators: BsonDocument, context: QueryContext): Filter {
  const filters: Filter[] = [];
  for (const [operator, operand] of operators) {
    if (operator === '$not') filters.push(negation(parts, operand, context));
    else if (operator === '$all') filters.push(all(parts, operand, context));
    else if (operator === '$options' && operators.has('$regex')) continue;
    else filters.push(leafAt(parts, leafOperator(operator, operand, operators, context)));
  }
  return conjunction(filters);
}

function negation(parts: readonly string[], operand: BsonValue, context: QueryContext): Filter {
  if (operand instanceof BSONRegExp) {
    const inner = leafAt(parts, leafOperator('$regex', operand, new Map(), context));
    return (document) => !inner(document);
  }
  if (!isDocument(operand) || operand.size === 0)
    throw new CommandError('BadValue', '$not needs a regex or a document');
  if (!isOperators(operand)) throw new CommandError('BadValue', '$not argument must be a document of operators');
  const inner = operatorsAt(parts, operand, context);
  return (document) => !inner(document);
}

/** `$all` is a conjunction of equalities, or of `$elemMatch`es. */
function all(parts: readonly string[], operand: BsonValue, context: QueryContext): Filter {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  const matches = operand.map((item) => isDocument(item) && item.keys().next().value === '$elemMatch');
  if (matches.some((isMatch) => isMatch !== matches[0])) throw new CommandError('BadValue', 'no $ expressions in $all');
  return conjunction(
    operand.map((item) => {
      if (isOperators(item)) {
        if (!matches[0]) throw new CommandError('BadValue', 'no $ expressions in $all');
        return operatorsAt(parts, item, context);
      }
      const operator = item instanceof BSONRegExp ? '$regex' : '$eq';
      return leafAt(parts, leafOperator(operator, item, new Map(), context));
    }),
  );
}

/** Operators on a bare value: what `$elemMatch: {$gt: 1}` and `$pull: {a: {$gt: 1}}` ask of each element. */
function compilePredicate(operators: BsonDocument, context: QueryContext): (value: BsonValue) => boolean {
  const filter = operatorsAt(['value'], operators, context);
  return (value) => filter(new Map([['value', value]]));
}
