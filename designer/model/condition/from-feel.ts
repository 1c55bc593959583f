import { type FeelNode, parseExpression, tokensOf } from '#core/feel';
import type { Group, Join, Layout, Part, RowsClause, RuleVariable } from './condition.js';
import { hasComment } from './layout.js';
import { readClause, subjectText } from './read-clause.js';
import { rowSubjects, subjectNames } from './subjects.js';

/** Groups inside one another that rows can still show. */
export const maxDepth = 3;

/**
 * Reads FEEL as groups of clauses. Parts that rows cannot show stay text among them; `undefined` where the whole cannot be
 * shown, or cannot be read at all: then it is edited as text. Nothing of the source is lost: parts and what stands between
 * them keep their writing until they are changed.
 */
export function conditionFromFeel(source: string, subjects: readonly RuleVariable[]): Group | undefined {
  const tree = parseExpression(source, subjectNames(subjects));
  if (!tree.ok) return undefined;
  const reader: Reader = { source, subjects, depth: 0 };
  const read = readPart(tree.value, reader);
  if (read.kind === 'text') return undefined;
  const around = { open: source.slice(0, tree.value.from), close: source.slice(tree.value.to) };
  if (read.kind === 'group') {
    const { open = '', joins = [], close = '' } = read.layout ?? {};
    return { ...read, layout: { open: around.open + open, joins, close: close + around.close } };
  }
  return { kind: 'group', join: 'and', negated: false, parts: [read], layout: { ...around, joins: [] } };
}

interface Reader {
  readonly source: string;
  readonly subjects: readonly RuleVariable[];
  readonly depth: number;
}

function readPart(node: FeelNode, reader: Reader): Part {
  const text = reader.source.slice(node.from, node.to);
  const group = readGroup(node, reader);
  if (group !== undefined) return group;
  const rows = hasComment(text) ? undefined : (readRows(node, reader) ?? readClause(node, reader));
  return rows === undefined ? { kind: 'text', feel: text } : { ...rows, written: text };
}

/** `a and b`, `a or b`, `not(a or b)`, `not(a)`. */
function readGroup(node: FeelNode, reader: Reader): Group | undefined {
  const inner = negatedBy(node);
  if (inner !== undefined && readClause(node, reader) !== undefined) return undefined;
  const logic = inner ?? node;
  const isLogic = logic.kind === 'and' || logic.kind === 'or';
  if ((!isLogic && inner === undefined) || reader.depth > maxDepth) return undefined;
  // The brackets of not( … ) are not the group's own: not((a or b)) keeps them in its layout.
  const nodes = isLogic ? logic.parts : [logic];
  const join: Join = logic.kind === 'or' ? 'or' : 'and';
  const layout = layoutOf(node, nodes, join, reader.source);
  if (layout === undefined) return undefined;
  const below = { ...reader, depth: reader.depth + 1 };
  return { kind: 'group', join, negated: inner !== undefined, parts: nodes.map((one) => readPart(one, below)), layout };
}

function negatedBy(node: FeelNode): FeelNode | undefined {
  if (node.kind !== 'call' || node.callee.kind !== 'name' || node.callee.name !== 'not') return undefined;
  const [argument] = node.args;
  return node.args.length === 1 && argument?.name === undefined ? argument?.value : undefined;
}

function layoutOf(node: FeelNode, nodes: readonly FeelNode[], join: Join, source: string): Layout | undefined {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const joins: (readonly [string, string])[] = [];
  for (const [index, right] of nodes.slice(1).entries()) {
    const between = source.slice(nodes[index]?.to ?? 0, right.from);
    const word = tokensOf(between).find(({ kind, from, to }) => kind === 'keyword' && between.slice(from, to) === join);
    if (word === undefined) return undefined;
    joins.push([between.slice(0, word.from), between.slice(word.to)]);
  }
  return { open: source.slice(node.from, first.from), joins, close: source.slice(last.to, node.to) };
}

/** `some 行 in 设备清单 satisfies …`, `every …`. */
function readRows(node: FeelNode, reader: Reader): RowsClause | undefined {
  if (node.kind !== 'some' && node.kind !== 'every') return undefined;
  const [iterator] = node.iterators;
  if (node.iterators.length !== 1 || iterator === undefined || iterator.end !== undefined) return undefined;
  const list = subjectText(iterator.list);
  const table = reader.subjects.find((one) => one.name === list && (one.columns ?? []).length > 0);
  const row = iterator.name.name;
  if (table === undefined || reader.subjects.some((one) => one.name === row)) return undefined;
  const subjects = rowSubjects(table, row, reader.subjects);
  const body = readPart(node.body, { source: reader.source, subjects, depth: Math.max(reader.depth, maxDepth - 1) });
  if (body.kind === 'text') return undefined;
  const condition: Group =
    body.kind === 'group' && !body.negated
      ? { ...body, layout: { open: '', joins: body.layout?.joins ?? [], close: '' } }
      : { kind: 'group', join: 'and', negated: false, parts: [body] };
  return { kind: 'rows', quantifier: node.kind, list: table.name, row, condition };
}
