import type { Decision, DecisionProblem, DecisionTrace } from '#core/dmn';
import type { ConditionTrace, FeelProblem, FeelValue, TraceOperand } from '#core/feel';
import type { FlowIssue, ProofFinding } from '#core/flow';
import type { FormIssue, FormSchema } from '#core/form';

/** R2: the field of the economy a policy belongs to; tenants will edit the list. */
export const policyClasses = [
  'agriculture',
  'industry',
  'services',
  'culture',
  'talent',
  'employment',
  'open-economy',
  'construction',
  'technology',
] as const;
export type PolicyClass = (typeof policyClasses)[number];

/** 免申即享 (R16), 即申即享 (R17), 承诺兑现 (R18). */
export const redemptions = ['no-application', 'instant', 'promised'] as const;
export type Redemption = (typeof redemptions)[number];

/** R19: 资格定补, 数据核校, 审查遴选. */
export const projectClasses = ['qualification', 'data-check', 'selection'] as const;
export type ProjectClass = (typeof projectClasses)[number];

export type Audience = 'enterprise' | 'person';

/** The issued text behind the policy (政策文件, R56). */
export interface PolicyDocumentReference {
  readonly title: string;
  /** 文号; empty where the text has none. */
  readonly number: string;
  readonly issuer: string;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
  /** e.g. 工作日 8:30–17:00 */
  readonly hours: string;
  readonly address: string;
}

/** A value the issued text does not state, labelled wherever it is shown; `path` is where it stands, e.g. `rules.amount.capFen`. */
export interface DemoValue {
  readonly path: string;
  readonly note: string;
}

/** English beside the Chinese of an author, by path (`title`, `conditions.c1.title`; D16). Paths not named stay Chinese. */
export type Translations = Readonly<Record<'en-US', Readonly<Record<string, string>>>>;

/** 要素: what applicants and staff are told of a policy (R6, R11; the first of the thirty). Text is Chinese. */
export interface PolicyElements {
  readonly title: string;
  /** 一句话说明: who gets what. */
  readonly summary: string;
  readonly audience: Audience;
  readonly policyClass: PolicyClass;
  readonly redemption: Redemption;
  readonly projectClass: ProjectClass;
  readonly document: PolicyDocumentReference;
  /** 实施单位, as people know it, e.g. 市经济和信息化局. */
  readonly ownerUnit: string;
  /** 实施区域 */
  readonly area: string;
  readonly contacts: readonly Contact[];
  /** 投诉电话 */
  readonly complaintPhone: string;
  /** First and last day of applying (`YYYY-MM-DD`, both included, Asia/Shanghai); null: no such bound. */
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  /** 承诺办理时限, from filing to payment. */
  readonly promisedWorkingDays: number;
  /** How often one has to come: 0 is 零上门, 1 最多跑一次 (R60). */
  readonly visits: number;
  /** e.g. 最高 100 万元; empty where nothing is paid (R59). */
  readonly maxAmountText: string;
  readonly demoValues: readonly DemoValue[];
  readonly translations?: Translations;
}

/** `must` has to be true, `exclusion` false; `informational` decides nothing. */
export type ConditionKind = 'must' | 'exclusion' | 'informational';

export interface Condition {
  readonly id: string;
  readonly title: string;
  /** Where the issued text says so, e.g. 第五条. */
  readonly clause: string;
  readonly feel: string;
  readonly kind: ConditionKind;
  readonly onUnknown: OnUnknown;
  /** Who checks it and how, e.g. 提交后由应急管理局核查. */
  readonly note?: string;
  /** What whoever does not meet it can do, e.g. 先到所在区经信局申请认定. */
  readonly advice?: string;
}

/**
 * While the variables of a condition are not known: `ask` the applicant (verdict unknown), leave it to the `review`ers, or
 * take it for not met (`refuse`), where being on no list means not being entitled.
 */
export const onUnknownChoices = ['ask', 'review', 'refuse'] as const;
export type OnUnknown = (typeof onUnknownChoices)[number];

/** 取整: to whole units of so many 分 (100: whole 元), once, before the bounds. */
export interface AmountRounding {
  readonly toFen: 1 | 10 | 100 | 1_000 | 10_000 | 100_000 | 1_000_000;
  readonly how: 'half-up' | 'up' | 'down';
}

/** 分期: a share of what is granted, so many months after the first. */
export interface Instalment {
  readonly percent: number;
  readonly afterMonths: number;
}

/**
 * 同类就高不重复: policies of a tenant with the same `key` are one kind. `top-up` grants only what goes beyond what the
 * applicant has of that kind already (补差); `one-only` grants nothing beside it.
 */
export interface AwardGroup {
  readonly key: string;
  readonly mode: 'top-up' | 'one-only';
  readonly period: AwardPeriod;
}

export type AwardPeriod = 'year' | 'ever';

/** At most so much for one applicant in a calendar year: by this policy, or by all with the same `key`. */
export interface YearlyCap {
  readonly capFen: number;
  readonly key?: string;
}

/** 内容与限额. The formula is FEEL and gives 元; the bounds are integer 分 and applied after rounding, halves up to 分 unless `rounding` says otherwise. */
export interface AmountRule {
  /** May read the policy's decisions by name. */
  readonly formula: string;
  readonly capFen?: number;
  readonly floorFen?: number;
  readonly rounding?: AmountRounding;
  /** The percentages add up to 100; absent: paid at once. */
  readonly instalments?: readonly Instalment[];
  readonly group?: AwardGroup;
  readonly yearlyCap?: YearlyCap;
  /** The clause and the sentence people read, e.g. 按认定类别定额奖励. */
  readonly clause: string;
  readonly explanation: string;
}

export interface PolicyRules {
  readonly conditions: readonly Condition[];
  /** Named decisions (DMN) that conditions, the amount and the flow may read. */
  readonly decisions: readonly Decision[];
  /** null: the policy grants no money (R59). */
  readonly amount: AmountRule | null;
  /** How often an applicant may have it: once for good, or once a year; absent: as often as it is met. */
  readonly once?: AwardPeriod;
}

export interface PolicyMaterial {
  readonly id: string;
  readonly title: string;
  /** The form's file field it is handed in by; absent where nothing has to be handed in. */
  readonly fieldId?: string;
  /** Government has it: not asked for again (R24). `heldBy` names the office. */
  readonly heldByGovernment: boolean;
  readonly heldBy?: string;
  /** The paper original is compared or kept (R34). */
  readonly originalNeeded: boolean;
  /** Address of a sample. */
  readonly sample?: string;
  readonly note: string;
}

/** A fact that government holds of an applicant; rules use it by `name`. Money is integer 分 in the fact and exact 元 in FEEL (D9). */
export interface RegistryVariable {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'boolean' | 'date' | 'money' | 'list';
  readonly unit?: string;
  /** The body it comes from, e.g. 市场监管登记. */
  readonly source: string;
  readonly audience: Audience | 'both';
  /** Values that occur, for the editor and the check; absent where the set is open. */
  readonly values?: readonly string[];
}

/** A draft as it is checked before publishing. */
export interface PolicyDraft {
  readonly elements: PolicyElements;
  readonly form: FormSchema;
  readonly rules: PolicyRules;
  /** BPMN 2.0 XML. */
  readonly flow: string;
  readonly materials: readonly PolicyMaterial[];
}

export type ConditionOutcome = 'met' | 'not-met' | 'unknown';

/** A variable that a condition needs and nobody has told yet. */
export interface MissingVariable {
  readonly name: string;
  readonly label: string;
  /** `field`: the applicant is asked in the form; `registry`: an office has to supply it. */
  readonly source: 'field' | 'registry' | 'computed';
}

/** One condition with what it came to and why (N4). Plain JSON. */
export interface ConditionResult {
  readonly id: string;
  readonly title: string;
  readonly clause: string;
  readonly kind: ConditionKind;
  readonly onUnknown: OnUnknown;
  readonly note?: string;
  readonly advice?: string;
  readonly outcome: ConditionOutcome;
  readonly missing: readonly MissingVariable[];
  /** null where the condition does not compile (a published one always does). */
  readonly trace: ConditionTrace | null;
}

export interface EligibilityAssessment {
  readonly verdict: 'eligible' | 'not-eligible' | 'unknown';
  readonly conditions: readonly ConditionResult[];
  /** Ids of the conditions that stay with the reviewers; they do not hold the verdict up. */
  readonly toReview: readonly string[];
}

/** Variables by FEEL name; one that is not known yet is absent or null. */
export type PolicyVariables = Readonly<Record<string, FeelValue>>;

/** What an applicant has been granted already, or is about to be; from the tenant's ledger of awards. */
export interface PastAward {
  readonly policyId: string;
  readonly policyTitle: string;
  readonly caseNumber: string;
  /** Keys of `AwardGroup` and `YearlyCap` at the time it was granted; null where it had none. */
  readonly group: string | null;
  readonly capKey: string | null;
  /** Calendar year in Asia/Shanghai. */
  readonly year: number;
  readonly amountFen: number;
}

/** The awards that a new one is held against. */
export interface AwardsSoFar {
  /** The policy that the new award would be by. */
  readonly policyId: string;
  readonly year: number;
  readonly awards: readonly PastAward[];
}

export type AmountLimit = 'cap' | 'floor' | 'group' | 'yearly-cap';

/** One step from the formula's value to the amount, for people to follow. */
export interface AmountStep {
  readonly kind: 'formula' | AmountLimit;
  /** The amount after this step. */
  readonly amountFen: number;
  /** The bound that was applied. */
  readonly limitFen?: number;
  /** What was granted already. */
  readonly usedFen?: number;
}

export interface PlannedInstalment {
  /** From 1. */
  readonly number: number;
  readonly amountFen: number;
  readonly afterMonths: number;
}

/** The amount by the rules, with how it came about. Plain JSON; kept with the case. */
export interface AmountResult {
  /** Integer 分; null where the formula gives no amount on what is known. */
  readonly amountFen: number | null;
  /** Before the bounds, where one of them changed it. */
  readonly uncappedFen: number | null;
  /** The last bound that changed it. */
  readonly limitedBy: AmountLimit | null;
  readonly formula: string;
  readonly clause: string;
  readonly explanation: string;
  /** Each variable of the formula with the value it had. */
  readonly operands: readonly TraceOperand[];
  /** The decisions behind the formula. */
  readonly decisions: readonly DecisionTrace[];
  readonly steps: readonly AmountStep[];
  /** Empty where it is paid at once. */
  readonly instalments: readonly PlannedInstalment[];
  readonly missing: readonly MissingVariable[];
  readonly problems: readonly FeelProblem[];
}

export type PolicyPartName = 'elements' | 'form' | 'rules' | 'flow' | 'materials';

export const policyProblemCodes = [
  'TEXT_MISSING',
  'TEXT_TOO_LONG',
  'VALUE_NOT_ALLOWED',
  'DATE_INVALID',
  'DATES_REVERSED',
  'CLOSED_ALREADY',
  'PROMISE_INVALID',
  'PROMISE_TOO_SHORT',
  'LIMIT_MISSING',
  'CONTACT_MISSING',
  'NO_CONDITION',
  'CLAUSE_MISSING',
  'ID_TAKEN',
  'NAME_COLLIDES',
  'CONDITION_INVALID',
  'FORMULA_INVALID',
  'AMOUNT_INVALID',
  'AMOUNT_MISSING',
  'DECISION_INVALID',
  'DECISION_UNKNOWN',
  'INSTALMENTS_INVALID',
  'PAYOUT_STEP_MISSING',
  'FORM_INVALID',
  'FLOW_INVALID',
  'FLOW_FLAW',
  'FLOW_NOT_PROVED',
  'GATEWAY_CONDITION_INVALID',
  'STEP_FIELD_UNKNOWN',
  'MATERIAL_FIELD_UNKNOWN',
  'MATERIAL_NOT_ASKED',
  'MATERIAL_ASKED_AGAIN',
  'FILE_FIELD_WITHOUT_MATERIAL',
] as const;
export type PolicyProblemCode = (typeof policyProblemCodes)[number];

/** What another part of core found; `policyProblemText` says it in that part's own words. */
export type ProblemCause =
  | { readonly kind: 'feel'; readonly problem: FeelProblem }
  | { readonly kind: 'decision'; readonly problem: DecisionProblem }
  | { readonly kind: 'form'; readonly issue: FormIssue }
  | { readonly kind: 'flow'; readonly issue: FlowIssue }
  | { readonly kind: 'proof'; readonly finding: ProofFinding };

/** Something that publishing refuses (`error`) or points out (`warning`), with the place the designer leads to. Plain JSON. */
export interface PolicyProblem {
  readonly part: PolicyPartName;
  /** Element key, field key, condition, decision or material id, `amount`, or BPMN element id; '' for the part as a whole. */
  readonly place: string;
  readonly code: PolicyProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly severity: 'error' | 'warning';
  readonly cause?: ProblemCause;
}
