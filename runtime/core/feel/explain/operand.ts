import { keyOf } from '../check/facts.js';
import { toJson } from '../convert.js';
import { isList, kindOf } from '../evaluate/kind.js';
import type { Node } from '../parse/ast.js';
import { applyEdits } from '../rewrite/edit.js';
import { referencesIn } from '../rewrite/references.js';
import type { FeelValue } from '../values.js';
import type { OperandDescription, TraceOperand } from './trace.js';

export type Describe = (name: string) => OperandDescription | undefined;

/** One side of a comparison as a person sees it: a described variable, a computation over some, or a constant. */
export function operandOf(node: Node, value: FeelValue, source: string, describe: Describe): TraceOperand {
  const text = source.slice(node.from, node.to);
  const shown = { text, value: toJson(cut(value)), type: kindOf(value) };
  const key = keyOf(node);
  if (key !== null) {
    const described = describe(key) ?? describe(rootOf(node));
    return { ...shown, ...(described ?? { label: text, source: 'field' as const }) };
  }
  const names = variableNames(node);
  if (names.length === 0) return { ...shown, label: text, source: readsClock(node) ? 'computed' : 'constant' };
  const unit = commonUnit(node, names, describe);
  return { ...shown, label: labelled(node, source, describe), source: 'computed', ...(unit && { unit }) };
}

/** A value that a program read or gave, as a trace keeps it. */
export const operandFor = (
  text: string,
  value: FeelValue,
  description: OperandDescription | undefined,
): TraceOperand => ({
  text,
  value: toJson(cut(value)),
  type: kindOf(value),
  ...(description ?? { label: text, source: 'computed' as const }),
});

/** Long lists are cut: a trace is kept with the case. */
const cut = (value: FeelValue): FeelValue => (isList(value) && value.length > 20 ? value.slice(0, 20) : value);

/** Variables a part of the source reads, the clock and constructors of dates left out. */
export const variableNames = (node: Node): readonly string[] => [
  ...new Set(
    referencesIn(node)
      .filter(({ kind, name }) => kind === 'variable' && !clock.has(name))
      .map(({ name }) => name),
  ),
];

const clock = new Set(['today', 'now', 'date', 'time', 'date and time', 'duration', 'years and months duration']);

const readsClock = (node: Node): boolean => referencesIn(node).some(({ name }) => name === 'today' || name === 'now');

const rootOf = (node: Node): string =>
  node.kind === 'path' ? rootOf(node.object) : node.kind === 'name' ? node.name : '';

/** A computation as written, with its variables by their labels. */
function labelled(node: Node, source: string, describe: Describe): string {
  const edits = referencesIn(node).flatMap(({ name, kind, from, to }) => {
    const label = kind === 'variable' ? describe(name)?.label : undefined;
    return label === undefined ? [] : [{ from: from - node.from, to: to - node.from, text: label }];
  });
  return applyEdits(source.slice(node.from, node.to), edits);
}

/** A sum or difference has its terms' unit; any other computation has none that is known. */
function commonUnit(node: Node, names: readonly string[], describe: Describe): string | undefined {
  if (!isSum(node)) return undefined;
  const units = new Set(names.map((name) => describe(name)?.unit));
  const [unit] = units;
  return units.size === 1 ? unit : undefined;
}

function isSum(node: Node): boolean {
  if (node.kind === 'name' || node.kind === 'number' || node.kind === 'path') return true;
  return (
    node.kind === 'arithmetic' &&
    (node.operator === '+' || node.operator === '-') &&
    isSum(node.left) &&
    isSum(node.right)
  );
}
