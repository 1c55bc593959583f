import type { DmnElement } from 'dmn-moddle';
import { child, children, text } from './element-access.js';
import type { Reading } from './read-logic.js';

/** The text of a literal expression or of unary tests; null (and an issue) where it is not FEEL. */
export function feelText(expression: DmnElement, { issues, title }: Reading): string | null {
  const language = text(expression, 'expressionLanguage');
  if (language !== '' && !/feel/i.test(language)) {
    issues.warn('LANGUAGE_NOT_FEEL', title, { language });
    return null;
  }
  return text(expression, 'text').trim();
}

/** Boxed expressions (DMN 1.5 §10.2) are other ways of drawing FEEL: each has a textual form that means the same. */
export function boxedSource(expression: DmnElement, reading: Reading): string | null {
  switch (expression.$type) {
    case 'dmn:LiteralExpression':
      return feelText(expression, reading);
    case 'dmn:Context':
      return contextSource(expression, reading);
    case 'dmn:List':
      return joined(children(expression, 'elements'), reading, (items) => `[${items.join(', ')}]`);
    case 'dmn:Relation':
      return relationSource(expression, reading);
    case 'dmn:Invocation':
      return invocationSource(expression, reading);
    case 'dmn:FunctionDefinition':
      return functionSource(expression, reading);
    case 'dmn:DecisionTable':
      reading.issues.warn('TABLE_INSIDE', reading.title);
      return null;
    default:
      reading.issues.warn('NOT_TAKEN', reading.title, { what: expression.$type.replace('dmn:', '') });
      return null;
  }
}

/** All parts put together; null where one cannot be taken. */
function joined(
  parts: readonly DmnElement[],
  reading: Reading,
  put: (sources: readonly string[]) => string,
): string | null {
  const sources = parts.map((part) => boxedSource(part, reading));
  return sources.includes(null) ? null : put(sources as readonly string[]);
}

/** An entry without a name is the result of the whole context (§10.2.1.4). */
function contextSource(context: DmnElement, reading: Reading): string | null {
  const entries = children(context, 'contextEntry');
  const values = entries.map((entry) => child(entry, 'value'));
  if (values.includes(null)) {
    reading.issues.warn('LOGIC_MISSING', reading.title);
    return null;
  }
  const names = entries.map((entry) => text(child(entry, 'variable'), 'name').trim());
  const result = freshName('result', names);
  return joined(values as readonly DmnElement[], reading, (sources) => {
    const body = `{ ${sources.map((source, i) => `${names[i] || result}: ${source}`).join(', ')} }`;
    return names.includes('') ? `${body}.${result}` : body;
  });
}

const freshName = (wanted: string, taken: readonly string[]): string =>
  taken.includes(wanted) ? freshName(`${wanted}_`, taken) : wanted;

function relationSource(relation: DmnElement, reading: Reading): string | null {
  const columns = children(relation, 'column').map((column) => text(column, 'name').trim());
  const rows = children(relation, 'row').map((row) =>
    joined(children(row, 'elements'), reading, (cells) => {
      return `{ ${cells.map((cell, i) => `${columns[i] ?? `c${i + 1}`}: ${cell}`).join(', ')} }`;
    }),
  );
  return rows.includes(null) ? null : `[${rows.join(', ')}]`;
}

function invocationSource(invocation: DmnElement, reading: Reading): string | null {
  const called = child(invocation, 'calledFunction');
  const bindings = children(invocation, 'binding');
  const formulas = bindings.map((binding) => child(binding, 'bindingFormula'));
  if (called === null || formulas.includes(null)) {
    reading.issues.warn('LOGIC_MISSING', reading.title);
    return null;
  }
  const callee = boxedSource(called, reading);
  const names = bindings.map((binding) => text(child(binding, 'parameter'), 'name').trim());
  if (callee === null) return null;
  return joined(formulas as readonly DmnElement[], reading, (sources) => {
    return `${callee}(${sources.map((source, i) => `${names[i]}: ${source}`).join(', ')})`;
  });
}

function functionSource(definition: DmnElement, reading: Reading): string | null {
  const kind = text(definition, 'kind') || 'FEEL';
  const body = child(definition, 'body');
  if (kind !== 'FEEL') {
    reading.issues.warn('LANGUAGE_NOT_FEEL', reading.title, { language: kind });
    return null;
  }
  if (body === null) {
    reading.issues.warn('LOGIC_MISSING', reading.title);
    return null;
  }
  const parameters = children(definition, 'formalParameter').map((parameter) => text(parameter, 'name').trim());
  const source = boxedSource(body, reading);
  return source === null ? null : `function(${parameters.join(', ')}) ${source}`;
}
