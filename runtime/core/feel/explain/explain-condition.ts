import type { BetweenNode, CallNode, CompareOperator, ComparisonNode, InNode, LogicNode, Node } from '../parse/ast.js';
import { CompiledProgram, type FeelProgram, type FeelScope } from '../program.js';
import { FeelRange, type FeelValue } from '../values.js';
import { gapTo, gapToRange } from './gap.js';
import { type Describe, operandOf, variableNames } from './operand.js';
import type { ConditionTrace, Gap, Verdict } from './trace.js';

/**
 * Explains a condition over the data it was evaluated with: every comparison with its values, where they come from and
 * what is missing. The verdict is always that of `program.evaluate(scope)`.
 */
export function explainCondition(program: FeelProgram, scope: FeelScope, describe: Describe): ConditionTrace {
  const verdict = verdictOf(program.evaluate(scope).value);
  if (!(program instanceof CompiledProgram)) {
    return { kind: 'value', verdict, from: 0, to: program.source.length, text: program.source, operands: [] };
  }
  const trace = new Explainer(program, scope, describe).explain(program.node);
  // Parts are evaluated one by one: a limit that only the whole reaches still decides.
  return trace.verdict === verdict ? trace : { ...trace, verdict };
}

const verdictOf = (value: FeelValue): Verdict => (value === true ? 'pass' : value === false ? 'fail' : 'unknown');

const mirrored: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

class Explainer {
  constructor(
    private readonly program: CompiledProgram,
    private readonly scope: FeelScope,
    private readonly describe: Describe,
  ) {}

  explain(node: Node): ConditionTrace {
    switch (node.kind) {
      case 'and':
      case 'or':
        return this.logic(node);
      case 'comparison':
        return this.comparison(node);
      case 'between':
        return this.between(node);
      case 'in':
        return this.membership(node);
      case 'call':
        return this.negation(node) ?? this.other(node);
      default:
        return this.other(node);
    }
  }

  private value(node: Node): FeelValue {
    return this.program.piece(node).evaluate(this.scope).value;
  }

  private logic({ kind, parts, from, to }: LogicNode): ConditionTrace {
    const children = parts.map((part) => this.explain(part));
    const decisive: Verdict = kind === 'and' ? 'fail' : 'pass';
    const verdicts = new Set(children.map((child) => child.verdict));
    const otherwise: Verdict = kind === 'and' ? 'pass' : 'fail';
    const verdict = verdicts.has(decisive) ? decisive : verdicts.has('unknown') ? 'unknown' : otherwise;
    return { kind, verdict, from, to, children };
  }

  private comparison(node: ComparisonNode): ConditionTrace {
    // What is measured stands left, what it is measured by right.
    const swap = variableNames(node.left).length === 0 && variableNames(node.right).length > 0;
    const [subject, by] = swap ? [node.right, node.left] : [node.left, node.right];
    const operator = swap ? mirrored[node.operator] : node.operator;
    const [value, bound] = [this.value(subject), this.value(by)];
    const left = this.operand(subject, value);
    const right = this.operand(by, bound);
    return this.compared(
      node,
      operator,
      { left, right: [left.unit && !right.unit && right.type === 'number' ? { ...right, unit: left.unit } : right] },
      () => gapTo(operator, value, bound, left.unit ?? right.unit),
    );
  }

  private between(node: BetweenNode): ConditionTrace {
    const [value, low, high] = [this.value(node.value), this.value(node.low), this.value(node.high)];
    const left = this.operand(node.value, value);
    const right = [this.operand(node.low, low), this.operand(node.high, high)].map((operand) =>
      left.unit && operand.type === 'number' ? { ...operand, unit: left.unit } : operand,
    );
    return this.compared(node, 'between', { left, right }, () =>
      gapToRange(new FeelRange(low, high, true, true), value, left.unit),
    );
  }

  private membership(node: InNode): ConditionTrace {
    const value = this.value(node.value);
    const bounds = node.tests.map((test) => this.value(test));
    const left = this.operand(node.value, value);
    const right = node.tests.map((test, i) => this.operand(test, bounds[i] ?? null));
    const [only] = bounds;
    return this.compared(node, 'in', { left, right }, () =>
      bounds.length === 1 && only instanceof FeelRange ? gapToRange(only, value, left.unit) : undefined,
    );
  }

  private compared(
    node: ComparisonNode | BetweenNode | InNode,
    operator: CompareOperator | 'between' | 'in',
    operands: Pick<Extract<ConditionTrace, { kind: 'comparison' }>, 'left' | 'right'>,
    measure: () => Gap | undefined,
  ): ConditionTrace {
    const verdict = verdictOf(this.value(node));
    const gap = verdict === 'fail' ? measure() : undefined;
    const text = this.program.source.slice(node.from, node.to);
    return {
      kind: 'comparison',
      verdict,
      from: node.from,
      to: node.to,
      text,
      operator,
      ...operands,
      ...(gap && { gap }),
    };
  }

  /** `not(…)`, unless the name means something else here. */
  private negation(node: CallNode): ConditionTrace | null {
    const [argument] = node.args;
    const isNot = node.callee.kind === 'name' && node.callee.name === 'not' && !this.program.knows('not');
    if (!isNot || !argument || node.args.length !== 1) return null;
    const child = this.explain(argument.value);
    const verdict = child.verdict === 'unknown' ? 'unknown' : child.verdict === 'pass' ? 'fail' : 'pass';
    return { kind: 'not', verdict, from: node.from, to: node.to, child };
  }

  private other(node: Node): ConditionTrace {
    const text = this.program.source.slice(node.from, node.to);
    const operands = variableNames(node)
      .filter((name) => this.program.names.includes(name))
      .map((name) => this.operand({ kind: 'name', name, from: node.from, to: node.to }, this.scopeValue(name), name));
    return { kind: 'value', verdict: verdictOf(this.value(node)), from: node.from, to: node.to, text, operands };
  }

  private scopeValue(name: string): FeelValue {
    const { variables } = this.scope;
    return Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
  }

  private operand(node: Node, value: FeelValue, name?: string) {
    const operand = operandOf(node, value, this.program.source, this.describe);
    const shown = name === undefined || operand.label !== operand.text ? operand : { ...operand, label: name };
    return name === undefined ? shown : { ...shown, text: name };
  }
}
