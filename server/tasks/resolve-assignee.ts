import type { Role, Unit } from '#core/contract';
import { type Assignee, parseAssignee, type UnitSelector } from '#core/flow';
import type { Appointment } from '../appointments/appointment-book.js';
import type { Deps } from '../http/deps.js';
import { applicantKey, type CandidateGroup, groupsOf, keysOfGroups, personKey } from './candidate-keys.js';

/** Where a case lies, for selectors that name a unit by it. */
export interface CasePlace {
  readonly tenantId: string;
  /** Unit that owns the policy. */
  readonly policyUnitPath: string;
  /** Window that filed it. */
  readonly filingUnitPath: string | null;
  /** Administrative division of the applicant. */
  readonly regionCode: string | null;
  readonly applicantId: string | null;
}

export interface Assignment {
  readonly candidateKeys: readonly string[];
  /** Who handles the step, as people read it: units' or people's names. */
  readonly handler: string;
  /** Who could take it today, stand-ins with them; `null` where that is not asked (the applicant). */
  readonly accountIds: readonly string[] | null;
}

/** What a form field or an expression names: a text, several, or nothing. */
export type ValueOf = (asked: Extract<Assignee, { kind: 'field' | 'feel' }>) => unknown;

/** Maps symbolic assignees (D17) of one case to people and groups; reads the tenant's units and appointments once. */
export type Resolve = (assignee: string) => Promise<Assignment>;

const nobody: Assignment = { candidateKeys: [], handler: '', accountIds: [] };

type Parts = Pick<Deps, 'units' | 'appointments' | 'accounts' | 'standIns'>;

export function resolverFor(deps: Parts, place: CasePlace, namedBy: ValueOf = () => null): Resolve {
  let known: Promise<Directory> | null = null;
  return async (text) => {
    known ??= readDirectory(deps, place.tenantId);
    return resolveText({ deps, place, valueOf: namedBy, directory: await known }, text, true);
  };
}

interface Directory {
  readonly units: readonly Unit[];
  readonly held: readonly Appointment[];
  readonly away: ReadonlyMap<string, readonly string[]>;
  readonly enabled: ReadonlySet<string>;
}

async function readDirectory(deps: Parts, tenantId: string): Promise<Directory> {
  const [units, held, away] = await Promise.all([
    deps.units.list(tenantId),
    deps.appointments.heldInTenant(tenantId),
    deps.standIns.awayToday(tenantId),
  ]);
  const people = [...held.map(({ accountId }) => accountId), ...[...away.values()].flat()];
  return { units, held, away, enabled: await deps.accounts.enabledAmong(tenantId, people) };
}

interface Looking {
  readonly deps: Parts;
  readonly place: CasePlace;
  readonly valueOf: ValueOf;
  readonly directory: Directory;
}

async function resolveText(looking: Looking, text: string, mayAsk: boolean): Promise<Assignment> {
  const assignee = parseAssignee(text);
  if (assignee === null) return nobody;
  switch (assignee.kind) {
    case 'applicant': {
      const { applicantId } = looking.place;
      return applicantId === null
        ? { ...nobody, accountIds: null }
        : { candidateKeys: [applicantKey(applicantId)], handler: '申请人', accountIds: null };
    }
    case 'role':
      return inUnits(looking, assignee.role as Role, assignee.selector, 'below-or-above');
    case 'post':
      return inUnits(looking, `post:${assignee.post}`, assignee.selector, 'below-or-above');
    case 'head':
      return inUnits(looking, 'head', assignee.selector, 'itself');
    case 'unit':
      return inUnits(looking, 'unit', `unit:${assignee.code}`, 'below');
    case 'person':
      return person(looking, assignee.login);
    case 'field':
    case 'feel':
      // What a field or an expression gives is not asked again, so that nothing runs in circles.
      return mayAsk ? named(looking, looking.valueOf(assignee)) : nobody;
  }
}

/** What people write into a form: an assignee, a unit's code or name, a person's login or name. */
async function named(looking: Looking, value: unknown): Promise<Assignment> {
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one.trim() !== '');
  const found = await Promise.all(texts.map((text: string) => byText(looking, text.trim())));
  return {
    candidateKeys: [...new Set(found.flatMap((one) => one.candidateKeys))],
    handler: [...new Set(found.map((one) => one.handler).filter((name) => name !== ''))].join('、'),
    accountIds: [...new Set(found.flatMap((one) => one.accountIds ?? []))],
  };
}

async function byText(looking: Looking, text: string): Promise<Assignment> {
  if (parseAssignee(text) !== null) return resolveText(looking, text, false);
  const unit = looking.directory.units.find((one) => !one.closed && (one.code === text || one.name === text));
  if (unit !== undefined) return inUnits(looking, 'unit', `unit:${unit.code}`, 'below');
  return person(looking, text);
}

async function person({ deps, place, directory }: Looking, text: string): Promise<Assignment> {
  const byLogin = await deps.accounts.byLogin(place.tenantId, text);
  const { items } =
    byLogin === null
      ? await deps.accounts.list(place.tenantId, { query: text, kind: 'staff', limit: 10 })
      : { items: [] };
  const namesakes = items.filter((one) => one.name === text && !one.disabled);
  // A name that several people bear means nobody: guessing would hand a case to a stranger.
  const found = byLogin ?? (namesakes.length === 1 ? namesakes[0] : undefined);
  if (found === undefined || found.kind !== 'staff') return nobody;
  return {
    candidateKeys: [personKey(found.id)],
    handler: found.name,
    accountIds: found.disabled ? [] : present(directory, [found.id], new Set([...directory.enabled, found.id])),
  };
}

/** Those who are there today, and who stands in for those who are not. */
function present(directory: Directory, accountIds: readonly string[], enabled = directory.enabled): readonly string[] {
  const there = accountIds.flatMap((id) => directory.away.get(id) ?? [id]);
  return [...new Set(there)].filter((id) => enabled.has(id));
}

type Reach = 'itself' | 'below' | 'below-or-above';

/**
 * A group in a unit. Where nobody belongs to it in that unit or below, `below-or-above` asks the unit above, up to the
 * tenant's root: finance is a department beside the one in charge.
 */
function inUnits(looking: Looking, who: CandidateGroup['who'], selector: UnitSelector, reach: Reach): Assignment {
  const { directory, place } = looking;
  const { units, held } = directory;
  const start = startUnit(units, selector, place);
  const belonging = held.filter((one) => groupsOf(one).includes(who));
  const holders = new Set(belonging.map((one) => one.unitId));
  for (let unit = start; unit !== undefined; unit = reach === 'below-or-above' ? parentOf(units, unit) : undefined) {
    const { path } = unit;
    const found = units.filter(
      (one) =>
        holders.has(one.id) && !one.closed && (reach === 'itself' ? one.path === path : one.path.startsWith(path)),
    );
    if (found.length > 0) return assignmentOf(directory, who, found);
  }
  // Nobody yet: whoever is appointed to the unit later finds the task there.
  const path = start?.path ?? place.policyUnitPath;
  return { candidateKeys: keysOfGroups([{ who, unitPath: path }]), handler: start?.name ?? '', accountIds: [] };
}

function assignmentOf(directory: Directory, who: CandidateGroup['who'], found: readonly Unit[]): Assignment {
  const groups = found.map((one) => ({ who, unitPath: one.path }));
  const byId = new Map(directory.units.map((unit) => [unit.id, unit]));
  const reaches = (one: Appointment) => {
    const path = byId.get(one.unitId)?.path ?? '';
    return found.some((unit) => unit.path === path || (one.subtree && path !== '' && unit.path.startsWith(path)));
  };
  const members = directory.held.filter((one) => groupsOf(one).includes(who) && reaches(one));
  return {
    candidateKeys: keysOfGroups(groups),
    handler: found.map((one) => one.name).join('、'),
    accountIds: present(
      directory,
      members.map(({ accountId }) => accountId),
    ),
  };
}

function startUnit(units: readonly Unit[], selector: UnitSelector, place: CasePlace): Unit | undefined {
  const byPath = (path: string | null) => units.find((unit) => unit.path === path);
  switch (selector) {
    case 'policy-unit':
      return byPath(place.policyUnitPath);
    case 'filing-unit':
      return byPath(place.filingUnitPath ?? place.policyUnitPath);
    case 'district':
      return districtOf(units, place.regionCode) ?? byPath(place.policyUnitPath);
    default:
      return units.find((unit) => unit.code === selector.replace(/^unit:/, ''));
  }
}

function districtOf(units: readonly Unit[], regionCode: string | null): Unit | undefined {
  if (regionCode === null) return undefined;
  return units.find(
    (unit) => unit.kind === 'district' && unit.regionCode !== null && regionCode.startsWith(unit.regionCode),
  );
}

const parentOf = (units: readonly Unit[], unit: Unit): Unit | undefined =>
  unit.parentId === null ? undefined : units.find((one) => one.id === unit.parentId);
