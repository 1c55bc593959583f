import type { ModdleElement } from 'bpmn-moddle';
import { parseAssignee } from '../model/assignee.js';
import {
  type Decider,
  type DecisionMode,
  type DutySeparation,
  decisionModes,
  emptyPolicies,
  type FieldAccessMode,
  type StepAction,
  type StepSettings,
  signatureModes,
  stepActions,
  stepKinds,
  timeoutActions,
  type WorkingLimit,
} from '../model/step.js';
import { stepSettings } from '../model/step-settings.js';
import type { Collector } from './collect.js';
import { children, extensions, text } from './moddle-access.js';

const accessModes: readonly string[] = ['hidden', 'read', 'edit', 'required'];
const maxLimit = 3650;

/** Reads `duixian:step`. What is not given has the default of `stepSettings`; what is given must be valid. */
export function readStep(task: ModdleElement, issues: Collector): StepSettings {
  const id = task.id ?? '';
  const step = extensions(task, 'duixian:Step')[0];
  if (step === undefined) {
    issues.warning('step-settings-missing', id);
    return stepSettings({});
  }
  const bad = (setting: string, value: unknown) =>
    issues.error('setting-invalid', id, { setting, value: String(value) });
  const oneOf = <T extends string>(name: string, allowed: readonly T[]): T | undefined => {
    const value = text(step, name);
    if (value === '') return undefined;
    if ((allowed as readonly string[]).includes(value)) return value as T;
    bad(name, value);
    return undefined;
  };
  const fields: Record<string, FieldAccessMode> = {};
  for (const access of children(step, 'fields')) {
    const mode = text(access, 'mode');
    if (!accessModes.includes(mode) || text(access, 'field') === '') bad('fields', `${text(access, 'field')}=${mode}`);
    else
      Object.defineProperty(fields, text(access, 'field'), {
        value: mode,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  const decision: DecisionMode = oneOf('decision', decisionModes) ?? 'single';
  const assignee = (setting: string, value: string): string => {
    if (value !== '' && parseAssignee(value) === null) bad(setting, value);
    return value;
  };
  const deciders = readDeciders(step, assignee, bad);
  if (decision !== 'single' && decision !== 'any-of' && deciders.length === 0)
    issues.error('decider-missing', id, { decision });
  const passShare = (step.get('passShare') as number | undefined) ?? 1;
  if (!(passShare > 0 && passShare <= 1)) bad('passShare', passShare);
  const kind = oneOf('kind', stepKinds);
  const actions = words(text(step, 'actions'));
  for (const action of actions) if (!(stepActions as readonly string[]).includes(action)) bad('actions', action);
  const separateFrom = words(text(step, 'separateFrom'));
  for (const duty of separateFrom) if (!/^(none|filer|acceptor|step:.+)$/u.test(duty)) bad('separateFrom', duty);
  return stepSettings({
    ...(kind === undefined ? {} : { kind }),
    assignee: assignee('assignee', text(step, 'assignee')),
    limit: readLimit(step, 'limitWorkingDays', 'limitWorkingHours', bad),
    ...(actions.length === 0 ? {} : { actions: actions as readonly StepAction[] }),
    decision,
    deciders,
    passShare,
    ...(separateFrom.length === 0
      ? {}
      : { separateFrom: separateFrom.filter((duty) => duty !== 'none') as DutySeparation[] }),
    reviewPoints: children(step, 'reviewPoints').map((point, index) => ({
      id: text(point, 'id') || `point${index + 1}`,
      text: text(point, 'text'),
      required: point.get('required') !== false,
    })),
    phrases: children(step, 'phrases').map((phrase) => text(phrase, 'text')),
    opinionRequired: step.get('opinionRequired') === true,
    grantsAmount: step.get('grantsAmount') === true,
    fields,
    returnTargets: words(text(step, 'returnTargets')),
    ...readAround(step, oneOf, assignee, bad),
  });
}

const words = (value: string): readonly string[] => value.split(/[\s,]+/u).filter((word) => word !== '');

type Bad = (setting: string, value: unknown) => void;
type ReadAssignee = (setting: string, value: string) => string;

/** What happens around the decision: nobody there, the limit over, copies, signature, minutes. */
function readAround(
  step: ModdleElement,
  oneOf: <T extends string>(name: string, allowed: readonly T[]) => T | undefined,
  assignee: ReadAssignee,
  bad: Bad,
): Partial<StepSettings> {
  const hours = (name: string): number | null => {
    const value = step.get(name) as number | undefined;
    if (value === undefined) return null;
    if (Number.isInteger(value) && value > 0 && value <= maxLimit) return value;
    bad(name, value);
    return null;
  };
  return {
    whenEmpty: oneOf('whenEmpty', emptyPolicies) ?? 'administrator',
    emptyStandIn: assignee('emptyStandIn', text(step, 'emptyStandIn')),
    skipRepeat: step.get('skipRepeat') === true,
    onTimeout: oneOf('onTimeout', timeoutActions) ?? 'none',
    escalateTo: assignee('escalateTo', text(step, 'escalateTo')),
    remindBeforeHours: hours('remindBeforeHours'),
    remindAfterHours: hours('remindAfterHours'),
    copyTo: children(step, 'copies').map((copy) => assignee('copies', text(copy, 'assignee'))),
    signature: oneOf('signature', signatureModes) ?? 'none',
    meeting: step.get('meeting') === true,
    namesClause: step.get('namesClause') === true,
  };
}

function readDeciders(step: ModdleElement, assignee: ReadAssignee, bad: Bad): readonly Decider[] {
  const seen = new Set<string>();
  return children(step, 'deciders').map((decider, index) => {
    const id = text(decider, 'id') || `decider${index + 1}`;
    const weight = (decider.get('weight') as number | undefined) ?? 1;
    if (seen.has(id)) bad('deciders', id);
    if (!(weight > 0 && weight <= 1_000_000)) bad('weight', weight);
    seen.add(id);
    return { id, assignee: assignee('deciders', text(decider, 'assignee')), name: text(decider, 'name'), weight };
  });
}

/** A limit in working days or hours; both at once, zero, fractions or more than ten years are invalid. */
export function readLimit(
  holder: ModdleElement,
  daysName: string,
  hoursName: string,
  bad: (setting: string, value: unknown) => void,
): WorkingLimit | null {
  const days = holder.get(daysName) as number | undefined;
  const hours = holder.get(hoursName) as number | undefined;
  for (const [name, value] of [
    [daysName, days],
    [hoursName, hours],
  ] as const) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0 && value <= maxLimit)) {
      bad(name, value);
      return null;
    }
  }
  if (days !== undefined && hours !== undefined) {
    bad(hoursName, hours);
    return null;
  }
  if (days !== undefined) return { workingDays: days };
  return hours === undefined ? null : { workingHours: hours };
}
