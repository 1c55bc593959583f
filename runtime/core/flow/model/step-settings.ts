import type { DutySeparation, StepAction, StepKind, StepSettings } from './step.js';

/** What a step of a kind permits unless the file says otherwise. */
function defaultActions(kind: StepKind): readonly StepAction[] {
  switch (kind) {
    case 'acceptance':
      return ['approve', 'refuse-acceptance', 'return-to-applicant'];
    case 'review':
    case 'joint-review':
    case 'decision':
      return ['approve', 'refuse', 'return-to-applicant'];
    case 'payout':
      return ['record-payment'];
    case 'intake':
      return ['approve', 'return-to-applicant'];
    default:
      return ['approve'];
  }
}

/** 受审分离 (R35): who filed or accepted does not approve. */
const defaultSeparation = (kind: StepKind): readonly DutySeparation[] =>
  kind === 'review' || kind === 'joint-review' || kind === 'decision' ? ['filer', 'acceptor'] : [];

/** The settings of a step, with the defaults of its kind for what is not given. */
export function stepSettings(given: Partial<StepSettings>): StepSettings {
  const kind = given.kind ?? 'other';
  return {
    kind,
    assignee: '',
    limit: null,
    actions: defaultActions(kind),
    decision: 'single',
    deciders: [],
    passShare: 1,
    separateFrom: defaultSeparation(kind),
    reviewPoints: [],
    phrases: [],
    opinionRequired: false,
    grantsAmount: false,
    fields: {},
    returnTargets: [],
    whenEmpty: 'administrator',
    emptyStandIn: '',
    skipRepeat: false,
    onTimeout: 'none',
    escalateTo: '',
    remindBeforeHours: null,
    remindAfterHours: null,
    copyTo: [],
    signature: 'none',
    meeting: false,
    namesClause: false,
    ...given,
  };
}
