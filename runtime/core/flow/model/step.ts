/** What a step of the approval is for; pages and letters go by it. `acceptance` ends the time in which an applicant may withdraw. */
export const stepKinds = [
  'intake',
  'acceptance',
  'review',
  'joint-review',
  'decision',
  'publicity',
  'payout',
  'result',
  'applicant',
  'other',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** What the person at a step may do beside approving; the server and the desk show and accept nothing else. */
export const stepActions = [
  'approve',
  'refuse-acceptance',
  'refuse',
  'return-to-applicant',
  'return-to-step',
  'record-payment',
  'transfer',
  'delegate',
  'add-signer',
  'request-opinion',
  'special-procedure',
  'take-back',
  'copy',
] as const;
export type StepAction = (typeof stepActions)[number];

/** How a step with several deciders comes to its result (D3). */
export const decisionModes = ['single', 'any-of', 'countersign', 'sequential', 'ratio'] as const;
export type DecisionMode = (typeof decisionModes)[number];

export type FieldAccessMode = 'hidden' | 'read' | 'edit' | 'required';

/** Who may not decide here: whoever filed the case, or accepted it (受审分离, R35), or decided the named step. */
export type DutySeparation = 'filer' | 'acceptor' | `step:${string}`;

/** A time limit in working days or working hours (D14). */
export type WorkingLimit = { readonly workingDays: number } | { readonly workingHours: number };

/** What happens where nobody may decide a step (审批人为空). Who is kept out by law never lets it pass: it goes to an administrator. */
export const emptyPolicies = ['administrator', 'pass', 'reject', 'stand-in'] as const;
export type EmptyPolicy = (typeof emptyPolicies)[number];

/** What happens when a step's limit is over (超时). */
export const timeoutActions = ['none', 'remind', 'escalate', 'pass', 'reject'] as const;
export type TimeoutAction = (typeof timeoutActions)[number];

/** Whether who decides signs by hand. */
export const signatureModes = ['none', 'optional', 'required'] as const;
export type SignatureMode = (typeof signatureModes)[number];

export type ReturnMode = 'run-on' | 'straight-back';

export interface ReviewPoint {
  readonly id: string;
  readonly text: string;
  readonly required: boolean;
}

/** One decider of a step with several: a symbolic assignee (D17) and, for `ratio`, its weight. */
export interface Decider {
  readonly id: string;
  readonly assignee: string;
  readonly name: string;
  readonly weight: number;
}

/** The `duixian:step` extension of a user task. Absent settings have these defaults: approve only, single, no limit. */
export interface StepSettings {
  readonly kind: StepKind;
  /** Symbolic, see `model/assignee.ts`: `role:reviewer@policy-unit`, `post:科长@unit:jxj`, `head@district`, `feel:…`. */
  readonly assignee: string;
  readonly limit: WorkingLimit | null;
  readonly actions: readonly StepAction[];
  readonly decision: DecisionMode;
  /** For `countersign`, `sequential` and `ratio`; empty otherwise. */
  readonly deciders: readonly Decider[];
  /** For `ratio`: the share of the weights, 0 < share ≤ 1, at which the step is approved. */
  readonly passShare: number;
  readonly separateFrom: readonly DutySeparation[];
  readonly reviewPoints: readonly ReviewPoint[];
  readonly phrases: readonly string[];
  readonly opinionRequired: boolean;
  readonly grantsAmount: boolean;
  /** Field id → access; fields that are not named are `read`. */
  readonly fields: Readonly<Record<string, FieldAccessMode>>;
  /** Element ids of earlier steps to which `return-to-step` may go. */
  readonly returnTargets: readonly string[];
  readonly whenEmpty: EmptyPolicy;
  /** Symbolic assignee for `whenEmpty: stand-in`. */
  readonly emptyStandIn: string;
  /** 去重: who has just approved the step before passes by itself, unless duties are separate or the step asks for something. */
  readonly skipRepeat: boolean;
  readonly onTimeout: TimeoutAction;
  /** Symbolic assignee for `onTimeout: escalate`. */
  readonly escalateTo: string;
  /** 催办 by itself: working hours before the limit, and again every so many after it. */
  readonly remindBeforeHours: number | null;
  readonly remindAfterHours: number | null;
  /** 抄送: symbolic assignees who may read the case once the step is decided. */
  readonly copyTo: readonly string[];
  readonly signature: SignatureMode;
  /** A meeting (局长办公会): the decision needs its minutes (U8). */
  readonly meeting: boolean;
  /** The decision names the clause that it rests on. */
  readonly namesClause: boolean;
}
