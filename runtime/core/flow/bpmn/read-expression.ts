import type { ModdleElement } from 'bpmn-moddle';
import { compiled } from '../engine/expressions.js';
import type { FlowExpression } from '../model/expression.js';
import type { Collector } from './collect.js';
import { text } from './moddle-access.js';

/** The body of a formal expression, checked to be FEEL; `null` if there is none. */
export function readExpression(
  holder: ModdleElement | null,
  ownerId: string,
  issues: Collector,
): FlowExpression | null {
  if (holder === null) return null;
  const language = text(holder, 'language');
  if (language !== '' && !/feel/iu.test(language))
    issues.error('unsupported-expression-language', ownerId, { language });
  const source = text(holder, 'body').trim();
  if (source === '') return null;
  const expression = { source };
  checkFeel(expression, ownerId, issues);
  return expression;
}

/** Reports what makes an expression impossible to compile. */
export function checkFeel(expression: FlowExpression, ownerId: string, issues: Collector): void {
  const program = compiled(expression);
  if (program.ok) return;
  const problem = program.error[0];
  issues.error('expression-invalid', ownerId, {
    source: expression.source.slice(0, 200),
    code: problem?.code ?? 'SYNTAX',
    from: problem?.from ?? 0,
    to: problem?.to ?? 0,
  });
}
