import type { InNode, Node, TestsNode } from '../parse/ast.js';
import { mentions } from '../parse/walk.js';
import type { FeelType } from '../types.js';
import type { Environment } from './environment.js';
import { infer } from './infer.js';
import { checkComparable } from './operators.js';
import { anyType, booleanType, isComparable, isOpen } from './type-relations.js';

export function inferIn(node: InNode, env: Environment): FeelType {
  const input = infer(node.value, env);
  for (const test of node.tests) checkTest(test, input, env);
  return booleanType;
}

export function inferTests(node: TestsNode, env: Environment): FeelType {
  const input = env.lookUp('?') ?? anyType;
  for (const test of node.tests ?? []) checkTest(test, input, env);
  return booleanType;
}

/** Whether a test can be put to such an input. */
function checkTest(test: Node, input: FeelType, env: Environment): void {
  if (test.kind === 'compare test') {
    checkComparable(test.operator, input, infer(test.value, env), test, env);
    return;
  }
  const type = infer(test, env);
  if (mentions(test, '?')) {
    if (!isOpen(type) && type.kind !== 'boolean') env.problem('WRONG_TYPE', test, { operator: '?', right: type.kind });
    return;
  }
  if (type.kind === 'boolean' && test.kind !== 'boolean') return;
  const wanted = (type.kind === 'list' && input.kind !== 'list') || type.kind === 'range' ? type.of : type;
  const inner = wanted.kind === 'range' ? wanted.of : wanted;
  if (!isComparable(input, inner))
    env.problem('NOT_COMPARABLE', test, { operator: 'in', left: input.kind, right: inner.kind });
  if (test.kind === 'string' && input.kind === 'string' && input.values && !input.values.includes(test.value)) {
    env.problem('ALWAYS_FALSE', test);
  }
}
