import type { Migration } from '#core/flow';
import type { SubmissionData } from '#core/form';
import { claimAward } from '../awards/claim-award.js';
import { DomainError } from '../http/domain-error.js';
import { contentHash } from '../numbers/derived-id.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import {
  type Actor,
  type CaseDocument,
  type CommandAnswer,
  caseBounds,
  markOf,
  type OutboxEntry,
} from './case-document.js';
import type { CaseServices } from './case-services.js';
import type { CaseChanges } from './case-store.js';
import { dataOf, factsOf } from './case-variables.js';
import { decideFlow, type FlowWish } from './decide-flow.js';
import type { CommandDetail } from './effects/happening.js';
import { refusalOf } from './refusal.js';

/** A wish of a person (or of the clock) to change a case. */
export interface CaseCommand {
  readonly tenantId: string;
  readonly caseId: string;
  readonly commandId: string;
  readonly actor: Actor;
  /** What was asked for; the same id with something else is refused (D6). */
  readonly content: unknown;
  /** Judges rights and content on the case as it is now; called again when somebody else was faster. */
  plan(loaded: CaseDocument, version: ReadyVersion): Promise<CasePlan>;
}

export interface CasePlan {
  readonly wishes: readonly FlowWish[];
  readonly detail?: CommandDetail;
  /** What changes beside the flow; `submission` is sealed. */
  readonly changes?: CaseChanges;
  /** The answers after the change, open; absent where they stay. */
  readonly data?: SubmissionData;
  readonly formerSubmission?: SubmissionData;
  readonly requestedAmountFen?: number | null;
  /** The version that the case goes on in, and how. */
  readonly migration?: { readonly to: ReadyVersion; readonly flow: Migration };
}

/** How often a command is tried again when somebody else changed the case meanwhile. */
const attempts = 6;

/**
 * Changes a case by one conditional write (D4), and relays at once. The same command again answers the same (D6); one that
 * meets another's change is judged anew on what is there then, a bounded number of times, and is CASE_BUSY after that.
 */
export async function runCommand(services: CaseServices, command: CaseCommand): Promise<CommandAnswer> {
  const { tenantId, caseId, commandId } = command;
  const hash = contentHash({ accountId: command.actor.accountId, content: command.content });
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await services.store.byId(tenantId, caseId);
    if (loaded === null) throw new DomainError('NOT_FOUND');
    const repeated = await earlier(services, loaded, commandId);
    if (repeated !== null) {
      if (repeated.contentHash !== hash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
      return repeated.answer;
    }
    const version = await services.policies.versions.get(tenantId, loaded.policyId, loaded.policyVersion);
    const answer = await attemptOnce(services, { ...command, hash }, loaded, version);
    if (answer !== null) return answer;
    await pause(attempt);
  }
  throw new DomainError('CASE_BUSY');
}

/** The entry of a command that has been before. The case knows its latest itself; history is asked only where it may be there. */
async function earlier({ history }: CaseServices, loaded: CaseDocument, commandId: string) {
  const waiting = loaded.outbox.find((entry) => entry.commandId === commandId);
  if (waiting !== undefined) return waiting;
  // Cases of an earlier version of the server have no marks.
  const marks = loaded.commandMarks ?? [];
  if (marks.length === loaded.seq && !marks.includes(markOf(commandId))) return null;
  return history.byCommand(loaded.tenantId, loaded._id, commandId);
}

async function attemptOnce(
  services: CaseServices,
  command: CaseCommand & { readonly hash: string },
  loaded: CaseDocument,
  version: ReadyVersion,
): Promise<CommandAnswer | null> {
  const { deps, store } = services;
  const plan = await command.plan(loaded, version);
  const facts =
    plan.requestedAmountFen === undefined ? loaded : { ...loaded, requestedAmountFen: plan.requestedAmountFen };
  const decided = await decideFlow(services, {
    commandId: command.commandId,
    contentHash: command.hash,
    actor: command.actor,
    wishes: plan.wishes,
    detail: plan.detail ?? {},
    at: deps.clock.now().toISOString(),
    seq: loaded.seq + 1,
    lastHash: loaded.lastHash,
    state: loaded.flow,
    facts,
    version: plan.migration?.to ?? version,
    ...(plan.migration === undefined ? {} : { migration: plan.migration.flow }),
    registryFacts: factsOf(loaded, deps.secrets),
    data: plan.data ?? dataOf(loaded, version, deps.secrets),
    formerSubmission: plan.formerSubmission ?? null,
    place: { filingUnitPath: loaded.filedBy.unitPath, regionCode: loaded.regionCode },
  });
  if (!decided.ok) throw refusalOf(decided.error, await nameIn(services, loaded, decided.error.params.claimedBy));
  const { change } = decided.value;
  if (change === null) return { caseId: loaded._id, status: loaded.status };
  const { entry } = change;
  const changes: CaseChanges = {
    ...plan.changes,
    ...(plan.requestedAmountFen === undefined ? {} : { requestedAmountFen: plan.requestedAmountFen }),
    ...change.changes,
    seq: entry.seq,
    lastHash: entry.hash,
  };
  assertBounds(loaded, changes, entry);
  await claimAward(services, version, {
    facts: loaded,
    after: change.changes.award,
    amount: plan.changes?.amount === undefined ? loaded.amount : plan.changes.amount,
    seq: entry.seq,
    at: entry.at,
  });
  if (!(await store.write(loaded, changes, entry))) return null;
  await services.relay.atOnce({ ...loaded, rev: loaded.rev + 1, outbox: [...loaded.outbox, entry] });
  return entry.answer;
}

/** The name of who was first, as the case knows it, or as they are called now. */
async function nameIn({ deps }: CaseServices, loaded: CaseDocument, accountId: unknown): Promise<string> {
  if (typeof accountId !== 'string') return '';
  const known = loaded.currentSteps.find((step) => step.claimedBy === accountId)?.claimedByName;
  return known ?? (await deps.accounts.byId(loaded.tenantId, accountId))?.name ?? '';
}

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? null));

/** D4: what would not fit is refused before anything is written. */
export function assertBounds(
  before: Pick<CaseDocument, 'outbox'>,
  changes: Pick<CaseChanges, 'submission' | 'flow'>,
  entry: OutboxEntry,
): void {
  const over = (limit: number, size: number, what: string) => {
    if (size > limit) throw new DomainError('LIMIT_EXCEEDED', { limit: `${limit / 1_000_000} MB`, what });
  };
  if (changes.submission !== undefined) over(caseBounds.submissionBytes, bytes(changes.submission), 'submission');
  over(caseBounds.flowBytes, bytes(changes.flow), 'flow');
  over(caseBounds.outboxBytes, bytes(before.outbox) + bytes(entry), 'outbox');
}

/** A short, growing and uneven pause, so that two who collide do not collide again. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, attempt * 5 + Math.random() * 20);
  });
