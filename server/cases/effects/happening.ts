import type { FlowEvent, ProcessDefinition, ProcessState } from '#core/flow';
import type { Instalment } from '#core/policy';
import type { Actor, CaseDocument } from '../case-document.js';

/** What effects need to know of the case as it was before the command (or is filed with). */
export type CaseFacts = Pick<
  CaseDocument,
  | '_id'
  | 'tenantId'
  | 'number'
  | 'policyId'
  | 'policyTitle'
  | 'unitName'
  | 'applicantId'
  | 'applicantName'
  | 'channel'
  | 'requestedAmountFen'
  | 'grantedAmountFen'
  | 'currentSteps'
  | 'handlers'
  | 'correction'
  | 'payment'
  | 'award'
  | 'seenFrom'
  | 'copiedTo'
>;

/** Facts that a command carries beside the flow's events, for the record. */
export interface CommandDetail {
  readonly amountReason?: string;
  readonly paidOn?: string;
  readonly agentName?: string;
  readonly changedFields?: readonly string[];
  readonly migration?: { readonly fromVersion: number; readonly toVersion: number; readonly reason: string };
  /** Names of the people that the command is about, by account id. */
  readonly names?: Readonly<Record<string, string>>;
  /** Names of units by symbolic assignee. */
  readonly units?: Readonly<Record<string, string>>;
  /** For whom a stand-in acted. */
  readonly onBehalfOf?: string;
  /** U2: the firm says where the money goes, or gives it up. */
  readonly confirmation?: 'confirmed' | 'given-up';
}

/** One command that the flow has decided: everything its effects follow from. */
export interface Happening {
  readonly facts: CaseFacts;
  readonly definition: ProcessDefinition;
  readonly state: ProcessState;
  readonly events: readonly FlowEvent[];
  readonly actor: Actor;
  readonly seq: number;
  readonly at: string;
  readonly detail: CommandDetail;
  /** The parts in which the policy pays; absent where at once. */
  readonly instalments: readonly Instalment[] | undefined;
}

/** Whether the command moved the case to another version: all that names elements is said anew then. */
export const isMigrated = ({ events }: Pick<Happening, 'events'>): boolean =>
  events.some((event) => event.type === 'ProcessMigrated');

export const stepNameOf = ({ definition }: Pick<Happening, 'definition'>, elementId: string): string =>
  definition.elements[elementId]?.name ?? '';

/** The name of who acts, with the unit where there is one, as applicants read it. */
export const spokenActor = (actor: Actor): string => actor.unitName ?? actor.name;
