import type { FlowElement, LoopSettings, ProcessDefinition } from '../model/definition.js';
import { calledOften, flattenedNext, type Next, regularOrder } from '../model/flatten.js';
import type { WorkingLimit } from '../model/step.js';

/** Working hours of a day in the default calendar (D14). */
const hoursPerDay = 7;

const daysOf = (limit: WorkingLimit): number =>
  'workingDays' in limit ? limit.workingDays : limit.workingHours / hoursPerDay;

/** What an element takes at most: `null` where nobody promises anything. Time with the applicant does not count. */
function durationDays(element: FlowElement): number | null {
  if (element.type === 'userTask') {
    if (element.step.kind === 'applicant') return 0;
    return element.step.limit === null ? null : daysOf(element.step.limit);
  }
  if (element.type === 'serviceTask' && element.service.type === 'publicity')
    return Number(element.service.params.days);
  if (element.type === 'intermediateCatchEvent' && element.event.kind === 'timer')
    return element.event.timer.kind === 'working' ? daysOf(element.event.timer.limit) : null;
  return 0;
}

/** What an element takes in all its rounds, its own and those of what it is in; `null` if nobody can tell. */
function totalDays(definition: ProcessDefinition, element: FlowElement): number | null {
  const days = durationDays(element);
  if (days === null || days === 0) return days;
  let total: number | null = days;
  for (let at: FlowElement | undefined = element; at !== undefined && total !== null; ) {
    const rounds: number | null = 'loop' in at ? roundsOf(at.loop) : 1;
    total = rounds === null ? null : total * rounds;
    at = definition.elements[at.scopeId];
  }
  return total;
}

/** How often one after another; at once counts as once. */
function roundsOf(loop: LoopSettings | null): number | null {
  if (loop === null || loop.kind === 'parallel') return 1;
  if (loop.kind === 'while') return loop.maximum;
  const count = Number(loop.cardinality?.source ?? 'unknown');
  return Number.isInteger(count) ? count : null;
}

/** Working days to the end by the steps' limits, each step as often as its loop says; `null` where something has none. */
export interface WorkingDaysToEnd {
  /** The longest way that nobody sends back. */
  readonly longestWorkingDays: number | null;
  /** The same, with the longest return of each step taken once. */
  readonly worstWorkingDays: number | null;
  /** Exclusive ways weigh the same, parallel ones take as long as the longest. */
  readonly typicalWorkingDays: number | null;
}

export function workingDaysOf(definition: ProcessDefinition): WorkingDaysToEnd {
  const next = flattenedNext(definition);
  const starts = definition.scopes[definition.id]?.starts ?? [];
  const order = regularOrder(starts, next);
  const elements = order.map((id) => definition.elements[id]).filter((element) => element !== undefined);
  const totals = new Map(elements.map((element) => [element.id, totalDays(definition, element)]));
  const often = calledOften(definition);
  if ([...totals.values()].includes(null) || elements.some((element) => often.has(element.scopeId)))
    return { longestWorkingDays: null, worstWorkingDays: null, typicalWorkingDays: null };
  const days = (id: string): number => totals.get(id) ?? 0;
  const longest = (from: readonly string[], to: string | null): number => longestWay(order, next, days, from, to);
  const straight = longest(starts, null);
  let returns = 0;
  for (const element of elements)
    if (element.type === 'userTask' && element.step.actions.includes('return-to-step'))
      returns += Math.max(0, ...element.step.returnTargets.map((target) => longest([target], element.id)));
  return {
    longestWorkingDays: rounded(straight),
    worstWorkingDays: rounded(straight + returns),
    typicalWorkingDays: rounded(meanWay(definition, order, next, days, starts)),
  };
}

const rounded = (days: number): number => Math.round(days * 10) / 10;

function longestWay(
  order: readonly string[],
  next: Next,
  days: (id: string) => number,
  from: readonly string[],
  to: string | null,
): number {
  const position = new Map(order.map((id, index) => [id, index]));
  const best = new Map<string, number>(from.map((id) => [id, days(id)]));
  let longest = 0;
  for (const [index, id] of order.entries()) {
    const so = best.get(id);
    if (so === undefined) continue;
    if (to === null || id === to) longest = Math.max(longest, so);
    for (const after of next.get(id) ?? [])
      if ((position.get(after) ?? -1) > index) best.set(after, Math.max(best.get(after) ?? 0, so + days(after)));
  }
  return longest;
}

function meanWay(
  definition: ProcessDefinition,
  order: readonly string[],
  next: Next,
  days: (id: string) => number,
  starts: readonly string[],
): number {
  const position = new Map(order.map((id, index) => [id, index]));
  const rest = new Map<string, number>();
  for (const [index, id] of [...order.entries()].reverse()) {
    const ways = (next.get(id) ?? [])
      .filter((after) => (position.get(after) ?? -1) > index)
      .map((after) => rest.get(after) ?? 0);
    const type = definition.elements[id]?.type;
    const isChoice = type === 'exclusiveGateway' || type === 'eventBasedGateway';
    const sum = ways.reduce((total, way) => total + way, 0);
    const after = ways.length === 0 ? 0 : isChoice ? sum / ways.length : Math.max(...ways);
    rest.set(id, days(id) + after);
  }
  return Math.max(0, ...starts.map((id) => rest.get(id) ?? 0));
}
