import { type Role, roles, type Unit } from '#core/contract';
import type { Deps } from '../http/deps.js';
import { type CandidateGroup, keysOfGroups } from './candidate-keys.js';

/** Where a case lies, for selectors that name a unit by it. */
export interface CasePlace {
  readonly tenantId: string;
  /** Unit that owns the policy. */
  readonly policyUnitPath: string;
  /** Window that filed it. */
  readonly filingUnitPath: string | null;
  /** Administrative division of the applicant. */
  readonly regionCode: string | null;
}

export interface Assignment {
  readonly candidateKeys: readonly string[];
  /** Who handles the step, as people read it: the units' names. */
  readonly handler: string;
}

type Appointed = Exclude<Role, 'applicant'>;
const isAppointed = (role: string): role is Appointed =>
  role !== 'applicant' && (roles as readonly string[]).includes(role);

/**
 * Maps a symbolic assignee (D17) to groups. `role:<role>@<selector>`, where the selector is `policy-unit` (the default),
 * `district` (the applicant's), `filing-unit` (the window) or the code of a unit. Where nobody holds the role in that unit
 * or below it, the unit above is asked, up to the tenant's root: finance is a department beside the one in charge.
 */
export async function resolveAssignee(
  deps: Pick<Deps, 'units' | 'appointments'>,
  assignee: string,
  place: CasePlace,
): Promise<Assignment> {
  const parsed = /^role:([a-z-]+)(?:@(.+))?$/.exec(assignee);
  const role = parsed?.[1] ?? '';
  if (!isAppointed(role)) return { candidateKeys: [], handler: '' };
  const units = await deps.units.list(place.tenantId);
  const start = startUnit(units, parsed?.[2] ?? 'policy-unit', place);
  const held = await deps.appointments.heldAs(place.tenantId, [role]);
  const holders = new Set(held.map((appointment) => appointment.unitId));
  for (let unit: Unit | undefined = start; unit !== undefined; unit = parentOf(units, unit)) {
    const scope = unit.path;
    const found = units.filter((one) => one.path.startsWith(scope) && holders.has(one.id) && !one.closed);
    if (found.length > 0) {
      const groups: CandidateGroup[] = found.map((one) => ({ role, unitPath: one.path }));
      return { candidateKeys: keysOfGroups(groups), handler: found.map((one) => one.name).join('、') };
    }
  }
  // Nobody yet: whoever is appointed to the unit later finds the task there.
  const path = start?.path ?? place.policyUnitPath;
  return { candidateKeys: keysOfGroups([{ role, unitPath: path }]), handler: start?.name ?? '' };
}

function startUnit(units: readonly Unit[], selector: string, place: CasePlace): Unit | undefined {
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
