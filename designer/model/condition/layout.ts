import { tokensOf } from '#core/feel';
import type { Group, Layout, Part } from './condition.js';

/** The comments of a text, one after the other, each line comment with the end of its line. */
function commentsOf(text: string): string {
  return tokensOf(text)
    .filter((token) => token.kind === 'comment')
    .map(({ from, to }) => text.slice(from, to))
    .map((comment) => (comment.startsWith('//') ? `${comment}\n` : `${comment} `))
    .join('');
}

export const hasComment = (text: string): boolean => commentsOf(text) !== '';

/** Whether a text holds more than comments: the bracket, or `not(`, that a group was written with. */
export const hasSign = (text: string): boolean => tokensOf(text).some((token) => token.kind !== 'comment');

/** Two texts one after the other, so that a line comment at the end of the first swallows nothing of the second. */
export function joined(first: string, second: string): string {
  const last = first.includes('//') ? tokensOf(first).at(-1) : undefined;
  const isOpen = last?.kind === 'comment' && last.to === first.length && first.startsWith('//', last.from);
  return isOpen && !second.startsWith('\n') ? `${first}\n${second}` : first + second;
}

/** The texts of parts with the joining word between them, as they were written where that is known. */
export function joinTexts(texts: readonly string[], word: string, layout: Layout | undefined): string {
  return texts.reduce((text, part, index) => {
    if (index === 0) return part;
    const [before, after] = layout?.joins[index - 1] ?? [' ', ' '];
    return joined(joined(joined(joined(text, before), word), after), part);
  }, '');
}

/** A group with a part taken out; the comments beside it stay. */
export function withoutPart(group: Group, index: number): Group {
  const parts = group.parts.toSpliced(index, 1);
  const { layout, ...rest } = group;
  if (layout === undefined) return { ...rest, parts };
  const gone = Math.max(0, index - 1);
  const kept = commentsOf((layout.joins[gone] ?? []).join(''));
  const joins = layout.joins.toSpliced(gone, 1);
  return {
    ...rest,
    parts,
    layout: { ...layout, joins, close: kept === '' ? layout.close : ` ${kept}${layout.close}` },
  };
}

/** A group with a part added at its end. */
export function withPart(group: Group, part: Part): Group {
  const { layout } = group;
  const parts = [...group.parts, part];
  if (layout === undefined || group.parts.length === 0) return { ...group, parts };
  return { ...group, parts, layout: { ...layout, joins: [...layout.joins, [' ', ' '] as const] } };
}

/** A group under another head (all, one, not all, none); what was written before and after it keeps its comments only. */
export function withHead(group: Group, head: Pick<Group, 'join' | 'negated'>): Group {
  const { layout, ...rest } = group;
  if (layout === undefined || head.negated === group.negated) return { ...group, ...head };
  const [open, close] = [commentsOf(layout.open), commentsOf(layout.close)];
  return { ...rest, ...head, layout: { ...layout, open, close } };
}
