import type { ConditionTrace, FeelValue, Gap } from '#core/feel';
import {
  assessPolicy,
  type CompiledRules,
  type ConditionResult,
  type DescribeVariable,
  type EligibilityAssessment,
  quickVerdict,
  type RegistryVariable,
  registryValue,
} from '#core/policy';
import type { SnapshotValue } from './column.js';

/**
 * `hit`: qualifies on what is known (what is left to reviewers may be open). `open`: nothing speaks against it, but
 * something that only the firm can tell is not known. `near`: not met by a measured distance in one or two conditions.
 */
export const screeningOutcomes = ['hit', 'near', 'open', 'miss'] as const;
export type ScreeningOutcome = (typeof screeningOutcomes)[number];

/** A condition that a firm does not meet (yet), with its trace for the sentence people read. */
export interface UnmetCondition {
  readonly id: string;
  readonly title: string;
  readonly clause: string;
  readonly trace: ConditionTrace | null;
}

export interface Screened {
  readonly outcome: ScreeningOutcome;
  /** 分; null where nothing is granted, and for who is no hit or near miss. */
  readonly amountFen: number | null;
  /** Of a near miss: what is missing. Empty otherwise. */
  readonly unmet: readonly UnmetCondition[];
  /** Ids of the deciding conditions that are not met. */
  readonly failed: readonly string[];
  /** Ids of those that reviewers still have to look at. */
  readonly toReview: readonly string[];
}

/** Most conditions that a near miss may fail. */
const nearFailures = 2;

const source = { source: 'registry', asOf: '' } as const;

type Scope = Readonly<Record<string, FeelValue>>;

/** Prepared rules for many firms; `screen` is pure. */
export interface Screener {
  /** Values in the order of `variables`. */
  screen(values: readonly SnapshotValue[]): Screened;
  /** Everything about one firm: each condition with its trace (N4). */
  explain(values: readonly SnapshotValue[]): {
    readonly assessment: EligibilityAssessment;
    readonly amountFen: number | null;
    readonly outcome: ScreeningOutcome;
  };
  /** The same for facts and answers that are given as FEEL values, e.g. of a past case. */
  screenVariables(variables: Scope, describe: DescribeVariable): Screened;
}

export interface ScreenerParts {
  readonly rules: CompiledRules;
  /** The snapshot's columns, in their order. */
  readonly variables: readonly RegistryVariable[];
  readonly describe: DescribeVariable;
  /** ISO instant of the screening: all firms are judged by the same day. */
  readonly now: string;
}

export function createScreener({ rules, variables, describe, now }: ScreenerParts): Screener {
  const { conditions } = rules.rules;
  const scopeOf = (values: readonly SnapshotValue[]) => {
    const scope: Record<string, FeelValue> = {};
    for (const [index, variable] of variables.entries()) {
      scope[variable.name] = registryValue(values[index] ?? null, variable.type);
    }
    return scope;
  };

  const judge = (scope: Scope, told: DescribeVariable): Screened => {
    const { verdict, outcomes } = quickVerdict(rules, scope, now);
    if (verdict === 'not-eligible') {
      const failed = conditions.filter((condition, index) => decides(condition) && outcomes[index] === 'not-met');
      // What cannot be a near miss is only counted: no trace is made for it.
      const isFar = failed.length > nearFailures || failed.some(({ kind }) => kind === 'exclusion');
      if (isFar)
        return { outcome: 'miss', amountFen: null, unmet: [], failed: failed.map(({ id }) => id), toReview: [] };
    }
    return whole(scope, told);
  };

  const whole = (scope: Scope, told: DescribeVariable): Screened => {
    const { assessment, amount } = assessPolicy(rules, { variables: scope, now, describe: told });
    const outcome = outcomeOf(assessment);
    const notMet = failedOf(assessment);
    return {
      outcome,
      amountFen: outcome === 'miss' ? null : (amount?.amountFen ?? null),
      unmet: outcome === 'near' ? notMet.map(({ id, title, clause, trace }) => ({ id, title, clause, trace })) : [],
      failed: notMet.map(({ id }) => id),
      toReview: outcome === 'hit' ? assessment.toReview : [],
    };
  };

  return {
    screen: (values) => judge(scopeOf(values), describe),
    screenVariables: judge,
    explain(values) {
      const { assessment, amount } = assessPolicy(rules, { variables: scopeOf(values), now, describe });
      return { assessment, amountFen: amount?.amountFen ?? null, outcome: outcomeOf(assessment) };
    },
  };
}

/** Descriptions for traces of a snapshot: everything comes from a register. */
export const describeColumns = (variables: readonly RegistryVariable[], asOf: string): DescribeVariable => {
  const known = new Map(variables.map((variable) => [variable.name, variable]));
  return (name) => {
    const variable = known.get(name);
    if (variable === undefined) return undefined;
    const unit = variable.type === 'money' ? '元' : variable.unit;
    return { ...source, label: variable.label, asOf, ...(unit === undefined ? {} : { unit }) };
  };
};

const decides = ({ kind }: Pick<ConditionResult, 'kind'>): boolean => kind !== 'informational';

const failedOf = (assessment: EligibilityAssessment): readonly ConditionResult[] =>
  assessment.conditions.filter((condition) => decides(condition) && condition.outcome === 'not-met');

/** What an assessment comes to, for a list. */
export function outcomeOf(assessment: EligibilityAssessment): ScreeningOutcome {
  if (assessment.verdict === 'eligible') return 'hit';
  if (assessment.verdict === 'unknown') return 'open';
  const failed = failedOf(assessment);
  const isNear =
    failed.length <= nearFailures &&
    failed.every(({ kind, trace }) => kind === 'must' && trace !== null && gapOf(trace) !== null);
  return isNear ? 'near' : 'miss';
}

/** The distance that a failed condition is missed by; null where no amount would help. */
function gapOf(trace: ConditionTrace): Gap | null {
  if (trace.verdict !== 'fail') return null;
  switch (trace.kind) {
    case 'comparison':
      return trace.gap ?? null;
    case 'and': {
      const failed = trace.children.filter((child) => child.verdict === 'fail').map(gapOf);
      return failed.every((gap) => gap !== null) ? (failed[0] ?? null) : null;
    }
    case 'or':
      return trace.children.map(gapOf).find((gap) => gap !== null) ?? null;
    default:
      return null;
  }
}
