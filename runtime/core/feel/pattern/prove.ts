import type { CharacterTest, PatternNode } from './tree.js';

type Sequence = readonly PatternNode[];

/** A repeat of more rounds than this counts as unbounded: its backtracking grows with the text all the same. */
const fewRounds = 10;
/** Ways through the choices of a pattern that a text may leave open. */
const maxWays = 256;

interface Cost {
  /** Unbounded repeats that may give characters to what follows. */
  readonly loops: number;
  /** Product of the choices elsewhere. */
  readonly ways: number;
}

/**
 * Proves that a backtracking engine decides a pattern in at most the square of the text's length. Sufficient, not
 * necessary: nothing that repeats may itself hold a repeat or alternatives that begin alike; a repeat may share
 * characters with what follows it only once, and only where the pattern is tied to the start.
 */
export function isProvablyFast(branches: readonly Sequence[], startIsFixed: boolean): boolean {
  if (hasNestedLoop(branches)) return false;
  return branches.every((branch) => {
    const { loops, ways } = costOf(branch, []);
    return loops <= (startIsFixed && branch[0]?.kind === 'anchor' ? 1 : 0) && ways <= maxWays;
  });
}

function hasNestedLoop(branches: readonly Sequence[]): boolean {
  return branches.some((branch) =>
    branch.some((node) => {
      if (node.kind === 'group') return hasNestedLoop(node.branches);
      if (node.kind !== 'repeat') return false;
      if (node.max > 1 && !isSteadyBody(node.node)) return true;
      return node.node.kind === 'group' && hasNestedLoop(node.node.branches);
    }),
  );
}

/** A repeated body must be able to match any text in one way only. */
function isSteadyBody(node: PatternNode): boolean {
  if (node.kind === 'character') return true;
  if (node.kind !== 'group') return false;
  if (!node.branches.every((branch) => branch.length > 0 && branch.every(isSteadyItem))) return false;
  return beginApart(node.branches);
}

/** Whether the first character tells which branch is taken. */
function beginApart(branches: readonly Sequence[]): boolean {
  const firsts = branches.map((branch) => firstSet(branch[0]));
  return firsts.every((first, i) => firsts.slice(i + 1).every((other) => !overlap(first, other)));
}

const firstSet = (node: PatternNode | undefined): CharacterTest | null =>
  node && !(node.kind === 'repeat' && node.min === 0) ? setOf(node) : null;

const isSteadyItem = (node: PatternNode): boolean =>
  node.kind === 'character' || (node.kind === 'repeat' && node.min === node.max && node.node.kind === 'character');

/** The set of a single character, or of what a fixed repeat repeats; null for anything else. */
function setOf(node: PatternNode): CharacterTest | null {
  if (node.kind === 'character') return node.set;
  return node.kind === 'repeat' ? setOf(node.node) : null;
}

function costOf(sequence: Sequence, after: Sequence): Cost {
  let loops = 0;
  let ways = 1;
  sequence.forEach((node, i) => {
    const rest = [...sequence.slice(i + 1), ...after];
    const inner = node.kind === 'repeat' ? node.node : node;
    if (node.kind === 'repeat' && node.min !== node.max && isLoose(inner, rest)) {
      if (node.max > fewRounds) loops++;
      else ways *= node.max - node.min + 1;
    }
    if (inner.kind === 'group') {
      const costs = inner.branches.map((branch) => costOf(branch, rest));
      loops += Math.max(...costs.map((cost) => cost.loops));
      ways *= Math.max(...costs.map((cost) => cost.ways)) * (beginApart(inner.branches) ? 1 : inner.branches.length);
    }
  });
  return { loops, ways };
}

function isLoose(body: PatternNode, rest: Sequence): boolean {
  const set = setOf(body);
  if (!set) return !isLast(rest);
  for (const next of rest) {
    if (next.kind === 'anchor') continue;
    const optional = next.kind === 'repeat' && next.min === 0;
    const nextSet = setOf(next);
    if (!nextSet || overlap(set, nextSet)) return true;
    if (!optional) return false;
  }
  return false;
}

const isLast = (rest: Sequence): boolean => rest.every((node) => node.kind === 'anchor');

/** One character of every kind that patterns tell apart. */
const samples = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...'éßÀ·×中文〇一龥，。（）：；　０９Ａｚ①Ⅳ½²€￥“”…—あアㄅ한яΩا\u00a0\u0301\u2028\ue000',
  '😀',
  '𠀀',
];

/** Undecided counts as overlapping. */
function overlap(a: CharacterTest | null, b: CharacterTest | null): boolean {
  if (!a || !b) return true;
  // A character outside the samples is told by its own literal only.
  if (samples.some((sample) => a.test(sample) && b.test(sample))) return true;
  const literals = [...a.source, ...b.source].filter((sign) => sign > '\u007f');
  return literals.some((sign) => a.test(sign) && b.test(sign));
}
