import { compileExpression, FeelContext, type FeelValue, toFeel } from '#core/feel';
import type { RuleVariable } from '../condition/condition.js';
import { numberPattern } from '../condition/to-feel.js';

/** What is supposed of an applicant in a trial, as typed, by name. */
export type Sample = Readonly<Record<string, string>>;

/** A number as people type it: `1,200`, `2000万`, `1.5亿元`, `30%` as 30; null for anything else. */
export function sampleNumber(text: string): FeelValue {
  const plain = text.replaceAll(',', '').replace(/\s*%$/, '').trim();
  const program = numberPattern.test(plain) ? compileExpression(plain) : undefined;
  return program?.ok === true ? program.value.evaluate({ variables: {}, now: '1970-01-01T00:00:00Z' }).value : null;
}

/** A typed text as the value its variable holds; null where it is none of its kind, or nothing. */
export function sampleValue(variable: RuleVariable, text: string): FeelValue {
  const typed = text.trim();
  if (typed === '') return null;
  switch (variable.kind) {
    case 'number':
      return sampleNumber(typed);
    case 'boolean':
      return typed === 'true' ? true : typed === 'false' ? false : null;
    case 'date':
      return toFeel(typed, { kind: 'date' });
    case 'string':
      return typed;
    case 'list':
      return typed.split(/\s*[、，,\n]\s*/).filter((one) => one !== '');
    case 'other':
      return variable.columns === undefined ? typed : sampleRows(variable.columns, typed);
  }
}

/** Rows of a table, one a line, cells between commas or tabs in the order of the columns. */
function sampleRows(columns: readonly RuleVariable[], text: string): FeelValue {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split(/[\t，、]|,(?!\d{3}(?:\D|$))/);
      return new FeelContext(
        new Map(columns.map((column, index) => [column.name, sampleValue(column, cells[index] ?? '')])),
      );
    });
}

/** The values of a sample by FEEL name; what is not typed is not known. */
export function sampleValues(variables: readonly RuleVariable[], sample: Sample): Readonly<Record<string, FeelValue>> {
  return Object.fromEntries(
    variables
      .filter((variable) => variable.source !== 'decision')
      .map((variable) => [
        variable.name,
        sampleValue(variable, Object.hasOwn(sample, variable.name) ? (sample[variable.name] ?? '') : ''),
      ]),
  );
}
