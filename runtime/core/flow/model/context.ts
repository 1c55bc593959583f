import type { FeelValue } from '#core/feel';
import type { Result } from '#core/result';
import type { WorkingLimit } from './step.js';

/**
 * Working time as the flow needs it (D14). `#core/calendar` provides one; instants are ISO 8601 in UTC.
 */
export interface WorkingClock {
  /** The end of a limit that starts at an instant: n working days end at closing time of the nth working day after. */
  dueAt(startAt: string, limit: WorkingLimit): string;
  /** Working minutes from one instant to a later one; 0 if it is not later. */
  workingMinutesBetween(fromAt: string, toAt: string): number;
  /** The instant at which so many working minutes have passed. */
  addWorkingMinutes(startAt: string, minutes: number): string;
  /** Closing time of the working day that holds the instant (or of the next working day). */
  closingTimeOf(at: string): string;
}

/** Why a decision gave no value; it becomes an incident of the business rule task. */
export interface DecisionFault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * What a command needs from outside. `variables` are the case's field values by FEEL name, as FEEL values (`#core/feel`),
 * given anew at each command. `newId` gives a fresh id each time, deterministic for one command (e.g. command id plus a
 * counter), so that a replayed command gives the same events.
 */
export interface FlowContext {
  readonly now: string;
  readonly variables: Readonly<Record<string, FeelValue>>;
  readonly calendar: WorkingClock;
  readonly actor: { readonly accountId: string };
  newId(): string;
  /**
   * Takes a decision of the policy version for a business rule task. Pure. `variables` are all that the task sees, by FEEL
   * name. Absent where there are no decisions: each such task is then an incident.
   */
  decide?(decisionId: string, variables: Readonly<Record<string, FeelValue>>): Result<FeelValue, DecisionFault>;
}
