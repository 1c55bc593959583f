import { conforms } from '../evaluate/conforms.js';
import type { Thunk } from '../evaluate/run.js';
import type { InstanceNode } from '../parse/ast.js';
import { compileNode } from './compile.js';
import type { Scope } from './scope.js';

export function compileInstance(node: InstanceNode, scope: Scope): Thunk {
  const value = compileNode(node.value, scope);
  return (frame) => conforms(value(frame), node.type, frame.run, node);
}
