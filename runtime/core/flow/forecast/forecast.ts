import type { FlowContext, WorkingClock } from '../model/context.js';
import type { FlowElement, ProcessDefinition } from '../model/definition.js';
import { calledOften, flattenedNext, regularOrder } from '../model/flatten.js';
import { treesOf } from '../model/regions.js';
import type { ProcessState } from '../model/state.js';
import type { StepKind, WorkingLimit } from '../model/step.js';
import { type Beginning, beginningsOf } from './beginnings.js';
import { type Choice, choiceMaker } from './choices.js';

/** One step that is going on or is expected. Steps come in the order of the flow. */
export interface ForecastStep {
  readonly elementId: string;
  readonly name: string;
  readonly kind: StepKind | 'service' | 'wait';
  readonly status: 'current' | 'suspended' | 'coming';
  /** Symbolic assignee (D17); empty for what nobody does by hand. */
  readonly assignee: string;
  readonly claimedBy: string | null;
  readonly limit: WorkingLimit | null;
  /** When it begins at the latest, and when it is due; `null` where a clock stands still or nobody promised a time. */
  readonly startsBy: string | null;
  readonly dueAt: string | null;
  /** It comes only if a condition that could not be decided yet goes its way. */
  readonly conditional: boolean;
}

export interface Forecast {
  readonly steps: readonly ForecastStep[];
  /** The latest end by the promised limits; `null` if it cannot be told. */
  readonly endsBy: string | null;
}

/** How an element is reached: when at the latest, and which undecided gateways lie on the way. */
interface Reached {
  readonly at: string | null;
  readonly undecided: ReadonlySet<string>;
}

/**
 * The coming steps of a case, or, with `null`, of one that would be filed now: the regular course, with every condition decided
 * that the variables decide. Pure. Each element is listed once; rounds of a loop are not counted. After a process that is called
 * from several places no time is promised.
 */
export function forecast(
  definition: ProcessDefinition,
  state: ProcessState | null,
  context: Pick<FlowContext, 'now' | 'variables' | 'calendar'>,
): Forecast {
  if (state?.status === 'ended') return { steps: [], endsBy: state.endedAt };
  const next = flattenedNext(definition);
  const beginnings = beginningsOf(definition, state, context);
  const order = regularOrder([...beginnings.keys()], next);
  const position = new Map(order.map((id, index) => [id, index]));
  const choose = choiceMaker(definition, state, context);
  const often = calledOften(definition);
  const reached = new Map<string, Reached>();
  const steps: ForecastStep[] = [];
  const ends: (string | null)[] = [];
  for (const [index, id] of order.entries()) {
    const element = definition.elements[id];
    const beginning = beginnings.get(id);
    const here = reached.get(id);
    if (element === undefined || (beginning === undefined && here === undefined)) continue;
    const isOpenEnded = element.outgoing.length === 0 && often.has(element.scopeId);
    const step = describe(element, beginning, here, { calendar: context.calendar, isOpenEnded });
    if (step.shown !== null) steps.push(step.shown);
    const undecided = here?.undecided ?? new Set<string>();
    const ways = waysFrom(definition, element, next.get(id) ?? [], choose);
    if (ways.length === 0) ends.push(step.endsAt);
    for (const { elementId, certain } of ways) {
      if ((position.get(elementId) ?? -1) <= index) continue;
      const open = certain ? undecided : new Set([...undecided, id]);
      reached.set(elementId, meet(definition, elementId, reached.get(elementId), { at: step.endsAt, undecided: open }));
    }
  }
  return { steps, endsBy: ends.length === 0 || ends.includes(null) ? null : ends.reduce(latest) };
}

function describe(
  element: FlowElement,
  beginning: Beginning | undefined,
  here: Reached | undefined,
  { calendar, isOpenEnded }: { readonly calendar: WorkingClock; readonly isOpenEnded: boolean },
) {
  const startsBy = beginning === undefined ? (here?.at ?? null) : beginning.startedAt;
  const conditional = beginning === undefined && (here?.undecided.size ?? 0) > 0;
  const limit = isOpenEnded ? null : limitOf(element);
  const isInstant = limit === 'none';
  const planned = isInstant ? startsBy : limit === null || startsBy === null ? null : calendar.dueAt(startsBy, limit);
  const endsAt = beginning === undefined ? planned : beginning.endsAt === undefined ? planned : beginning.endsAt;
  const kind = shownKind(element);
  if (kind === null) return { shown: null, endsAt };
  const shown: ForecastStep = {
    elementId: element.id,
    name: element.name,
    kind,
    status: beginning?.status ?? 'coming',
    assignee: element.type === 'userTask' ? element.step.assignee : '',
    claimedBy: beginning?.claimedBy ?? null,
    limit: isInstant ? null : limit,
    startsBy,
    dueAt: endsAt,
    conditional,
  };
  return { shown, endsAt };
}

/** What an element may take: a limit, `none` for what passes at once, `null` for what nobody promised. */
function limitOf(element: FlowElement): WorkingLimit | 'none' | null {
  if (element.type === 'userTask') return element.step.limit;
  if (element.type === 'serviceTask' && element.service.type === 'publicity')
    return { workingDays: Number(element.service.params.days) };
  if (element.type === 'receiveTask') return null;
  if (element.type !== 'intermediateCatchEvent') return 'none';
  if (element.event.kind === 'timer') return element.event.timer.kind === 'working' ? element.event.timer.limit : null;
  return element.event.kind === 'link' ? 'none' : null;
}

function shownKind(element: FlowElement): ForecastStep['kind'] | null {
  if (element.type === 'userTask') return element.step.kind;
  if (element.type === 'serviceTask') return element.service.type === 'publicity' ? 'publicity' : 'service';
  if (element.type === 'receiveTask') return 'wait';
  return element.type === 'intermediateCatchEvent' && element.event.kind !== 'link' ? 'wait' : null;
}

function waysFrom(
  definition: ProcessDefinition,
  element: FlowElement,
  next: readonly string[],
  choose: (element: FlowElement) => readonly Choice[],
) {
  if (element.type === 'subProcess' || element.type === 'callActivity' || element.outgoing.length === 0)
    return next.map((elementId) => ({ elementId, certain: true }));
  return choose(element).map(({ flowId, certain }) => ({
    elementId: definition.flows[flowId]?.targetId ?? '',
    certain,
  }));
}

/** Ways that meet: the later time; a gateway is decided again where all its ways have met. */
function meet(definition: ProcessDefinition, elementId: string, known: Reached | undefined, way: Reached): Reached {
  const { after } = treesOf(definition, definition.elements[elementId]?.scopeId ?? '');
  const undecided = new Set([...way.undecided].filter((gateway) => !after.dominates(elementId, gateway)));
  if (known === undefined) return { at: way.at, undecided };
  const at = known.at === null || way.at === null ? null : latest(known.at, way.at);
  // Certain by one way is certain.
  const fewer =
    known.undecided.size === 0 || undecided.size === 0
      ? new Set<string>()
      : new Set([...known.undecided, ...undecided]);
  return { at, undecided: fewer };
}

const latest = <T extends string | null>(left: T, right: T): T =>
  Date.parse(left ?? '') >= Date.parse(right ?? '') ? left : right;
