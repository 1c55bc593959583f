import type { FeelNode } from '#core/feel';
import { type Clause, type ClauseOperator, mayCompareFields, type RuleVariable } from './condition.js';
import { numberPattern } from './to-feel.js';

interface Reader {
  readonly source: string;
  readonly subjects: readonly RuleVariable[];
}

/** Reads one comparison; undefined where it says more, or other, than a row can show. */
export function readClause(node: FeelNode, reader: Reader): Clause | undefined {
  switch (node.kind) {
    case 'comparison':
      return readComparison(node, reader);
    case 'between':
      return readBetween(node, reader);
    case 'in':
      return readOneOf(node, 'is-one-of', reader);
    case 'call':
      return readCall(node, reader);
    default: {
      const subject = subjectOf(node, reader);
      return subject?.kind === 'boolean' ? clause(subject, 'holds') : undefined;
    }
  }
}

const clause = (subject: RuleVariable, operator: ClauseOperator, values: readonly string[] = []): Clause => ({
  kind: 'clause',
  subject: subject.name,
  operator,
  values,
});

/** A variable, an entry of a row, a count or a sum as text; undefined for anything else. */
export function subjectText(node: FeelNode): string | undefined {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'path': {
      const object = subjectText(node.object);
      return object === undefined ? undefined : `${object}.${node.entry.name}`;
    }
    case 'call': {
      const [argument] = node.args;
      const isPlain = node.callee.kind === 'name' && ['count', 'sum'].includes(node.callee.name);
      if (!isPlain || argument === undefined || argument.name !== undefined || node.args.length !== 1) return undefined;
      const inner = subjectText(argument.value);
      return inner === undefined ? undefined : `${node.callee.kind === 'name' ? node.callee.name : ''}(${inner})`;
    }
    default:
      return undefined;
  }
}

function subjectOf(node: FeelNode, { subjects }: Reader): RuleVariable | undefined {
  const text = subjectText(node);
  return text === undefined ? undefined : subjects.find((one) => one.name === text);
}

const operators: Readonly<Record<string, ClauseOperator>> = {
  '=': 'is',
  '!=': 'is-not',
  '>=': 'at-least',
  '>': 'more-than',
  '<=': 'at-most',
  '<': 'less-than',
};

function readComparison(node: Extract<FeelNode, { kind: 'comparison' }>, reader: Reader): Clause | undefined {
  const subject = subjectOf(node.left, reader);
  const operator = operators[node.operator];
  if (subject === undefined || operator === undefined) return undefined;
  const { right } = node;
  if (right.kind === 'null') {
    if (operator !== 'is' && operator !== 'is-not') return undefined;
    return subject.kind === 'list' ? undefined : clause(subject, operator === 'is' ? 'is-empty' : 'is-filled');
  }
  if (right.kind === 'boolean') {
    if (subject.kind !== 'boolean' || operator !== 'is') return undefined;
    return clause(subject, right.value ? 'is-true' : 'is-false');
  }
  const relative = subject.kind === 'date' ? readRelative(subject, operator, right) : undefined;
  if (relative !== undefined) return relative;
  if (!mayCompareFields(operator, subject.kind)) return undefined;
  const other = subjectOf(right, reader);
  if (other !== undefined)
    return other.kind === subject.kind ? { ...clause(subject, operator, [other.name]), byField: true } : undefined;
  const value = readLiteral(right, subject, reader);
  const isOffered = subject.kind !== 'date' || operator !== 'is-not';
  return value === undefined || !isOffered ? undefined : clause(subject, operator, [value]);
}

/** `成立日期 <= today() - duration("P3Y")`. */
function readRelative(subject: RuleVariable, operator: ClauseOperator, right: FeelNode): Clause | undefined {
  if (isToday(right)) {
    if (operator === 'at-most') return clause(subject, 'until-today');
    return operator === 'more-than' ? clause(subject, 'after-today') : undefined;
  }
  if (right.kind !== 'arithmetic' || right.operator !== '-' || !isToday(right.left)) return undefined;
  const span = right.right;
  const isDuration = span.kind === 'call' && span.callee.kind === 'name' && span.callee.name === 'duration';
  const argument = isDuration && span.args.length === 1 ? span.args[0]?.value : undefined;
  const parts = argument?.kind === 'string' ? /^P([1-9]\d{0,3})([YMD])$/.exec(argument.value) : null;
  if (parts === null) return undefined;
  const values = [parts[1] ?? '', parts[2] ?? ''];
  if (operator === 'at-most') return clause(subject, 'ago', values);
  return operator === 'at-least' ? clause(subject, 'within', values) : undefined;
}

const isToday = (node: FeelNode): boolean =>
  node.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'today' && node.args.length === 0;

function readBetween(node: Extract<FeelNode, { kind: 'between' }>, reader: Reader): Clause | undefined {
  const subject = subjectOf(node.value, reader);
  if (subject?.kind !== 'number' && subject?.kind !== 'date') return undefined;
  const values = [readLiteral(node.low, subject, reader), readLiteral(node.high, subject, reader)];
  return values.every((value) => value !== undefined) ? clause(subject, 'between', values) : undefined;
}

function readOneOf(node: FeelNode, operator: ClauseOperator, reader: Reader): Clause | undefined {
  if (node.kind !== 'in') return undefined;
  const subject = subjectOf(node.value, reader);
  if (subject?.kind !== 'string') return undefined;
  const values = node.tests.map((test) => readLiteral(test, subject, reader));
  return values.every((value) => value !== undefined) ? clause(subject, operator, values) : undefined;
}

const calls: Readonly<
  Record<string, readonly [kind: 'list' | 'string', plain: ClauseOperator, negated?: ClauseOperator]>
> = {
  'list contains': ['list', 'contains', 'lacks'],
  contains: ['string', 'has-text', 'lacks-text'],
  'starts with': ['string', 'starts-with'],
};

function readCall(node: Extract<FeelNode, { kind: 'call' }>, reader: Reader, negated = false): Clause | undefined {
  const name = node.callee.kind === 'name' ? node.callee.name : '';
  const [first, second] = node.args;
  if (node.args.some((argument) => argument.name !== undefined) || first === undefined) return undefined;
  if (name === 'not' && !negated && second === undefined) {
    if (first.value.kind === 'in') return readOneOf(first.value, 'is-none-of', reader);
    return first.value.kind === 'call' ? readCall(first.value, reader, true) : undefined;
  }
  const known = Object.hasOwn(calls, name) ? calls[name] : undefined;
  const operator = known?.[negated ? 2 : 1];
  const subject = subjectOf(first.value, reader);
  if (known === undefined || operator === undefined || second === undefined || node.args.length !== 2) return undefined;
  if (subject?.kind !== known[0] || second.value.kind !== 'string' || second.value.value === '') return undefined;
  return clause(subject, operator, [second.value.value]);
}

/** A value as it is typed into its control; undefined for anything that is computed. */
function readLiteral(node: FeelNode, subject: RuleVariable, { source }: Reader): string | undefined {
  switch (subject.kind) {
    case 'number': {
      const text = numberText(node, source);
      return text !== undefined && numberPattern.test(text) ? text : undefined;
    }
    case 'date': {
      const isDate = node.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'date';
      const argument = isDate && node.args.length === 1 ? node.args[0]?.value : undefined;
      return argument?.kind === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(argument.value) ? argument.value : undefined;
    }
    case 'string':
      return node.kind === 'string' && node.value.trim() !== '' ? node.value : undefined;
    default:
      return undefined;
  }
}

function numberText(node: FeelNode, source: string): string | undefined {
  if (node.kind === 'negate') return node.value.kind === 'number' ? `-${numberText(node.value, source)}` : undefined;
  if (node.kind !== 'number') return undefined;
  const { from, to } = node.core ?? node;
  return source.slice(from, to);
}
