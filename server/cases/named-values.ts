import { compileExpression, type FeelValue, toJson } from '#core/feel';
import type { SubmissionData } from '#core/form';
import type { ValueOf } from '../tasks/resolve-assignee.js';

/** What a field of the form, or an expression over the case, names as the one who decides a step. */
export function namedValues(
  data: SubmissionData,
  variables: Readonly<Record<string, FeelValue>>,
  now: string,
): ValueOf {
  return (asked) => {
    if (asked.kind === 'field') return data[asked.field] ?? jsonOf(variables[asked.field]);
    const program = compileExpression(asked.source);
    return program.ok ? jsonOf(program.value.evaluate({ variables, now }).value) : null;
  };
}

const jsonOf = (value: FeelValue | undefined): unknown => (value === undefined ? null : toJson(value));
