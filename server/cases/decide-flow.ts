import { workingClock } from '#core/calendar';
import { execute, type FlowCommand, type FlowEvent, type FlowRejection, type ProcessState } from '#core/flow';
import type { SubmissionData } from '#core/form';
import { err, ok, type Result } from '#core/result';
import { plainJson, sha256 } from '../numbers/derived-id.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { resolveAssignee } from '../tasks/resolve-assignee.js';
import type { Actor, CommandAnswer, OutboxEntry } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { type Facts, flowVariables } from './case-variables.js';
import { caseAfter, type FlowChanges } from './effects/case-after.js';
import type { CaseFacts, CommandDetail } from './effects/happening.js';
import { sealEntry } from './history.js';

type WithoutId<T> = T extends unknown ? Omit<T, 'commandId'> : never;
/** A command for the flow; its id comes with the request. */
export type FlowWish = WithoutId<FlowCommand>;

/** A command with all that deciding it needs. */
export interface Wish {
  readonly commandId: string;
  readonly contentHash: string;
  readonly actor: Actor;
  /** In order, as one act: e.g. claim and complete. */
  readonly wishes: readonly FlowWish[];
  readonly detail: CommandDetail;
  readonly at: string;
  readonly seq: number;
  readonly lastHash: string;
  readonly state: ProcessState | null;
  readonly facts: CaseFacts;
  readonly version: ReadyVersion;
  readonly registryFacts: Facts;
  readonly data: SubmissionData;
  readonly formerSubmission: SubmissionData | null;
  readonly place: { readonly filingUnitPath: string | null; readonly regionCode: string | null };
}

export interface Decided {
  /** Null where the command changed nothing. */
  readonly change: { readonly changes: FlowChanges; readonly entry: OutboxEntry } | null;
}

/** Asks the flow, and works out everything that follows. Reads units and appointments; writes nothing. */
export async function decideFlow(services: CaseServices, wish: Wish): Promise<Result<Decided, FlowRejection>> {
  const { deps } = services;
  const { facts, version, at, seq } = wish;
  const clock = workingClock(await deps.calendar.of(facts.tenantId));
  const variables = flowVariables(services, version, {
    facts: wish.registryFacts,
    data: wish.data,
    requestedAmountFen: facts.requestedAmountFen,
  });
  let counter = 0;
  // Sequence numbers are unique in a case, so that these are too, and a repeated command gives the same.
  const newId = () => {
    counter += 1;
    return `${seq}-${counter}`;
  };
  let state = wish.state;
  const events: FlowEvent[] = [];
  for (const [index, body] of wish.wishes.entries()) {
    const commandId = wish.wishes.length === 1 ? wish.commandId : `${wish.commandId}.${index + 1}`;
    const decided = execute(
      version.flow,
      state,
      { ...body, commandId },
      {
        now: at,
        variables,
        calendar: clock,
        actor: { accountId: wish.actor.accountId },
        newId,
      },
    );
    if (!decided.ok) return err(decided.error);
    state = decided.value.state;
    events.push(...decided.value.events);
  }
  if (state === null) throw new Error('Expected a command to leave a state, but there is none');
  if (events.length === 0) return ok({ change: null });
  const place = { tenantId: facts.tenantId, policyUnitPath: version.unitPath, ...wish.place };
  const happening = {
    facts,
    definition: version.flow,
    state,
    events,
    actor: wish.actor,
    seq,
    at,
    detail: wish.detail,
  };
  const { changes, entry } = await caseAfter(happening, (assignee) => resolveAssignee(deps, assignee, place));
  return ok({
    change: { changes: plainDates(changes), entry: makeEntry(wish, events, entry, answerOf(facts, changes)) },
  });
}

const answerOf = (facts: CaseFacts, changes: FlowChanges): CommandAnswer => ({
  caseId: facts._id,
  status: changes.status,
});

/** Plain JSON but for the dates, which the database keeps as such. */
const plainDates = (changes: FlowChanges): FlowChanges => ({
  ...plainJson(changes),
  finishedAt: changes.finishedAt,
  updatedAt: changes.updatedAt,
});

function makeEntry(
  wish: Wish,
  events: readonly FlowEvent[],
  effects: Pick<OutboxEntry, 'lines' | 'tasks' | 'notices' | 'payouts' | 'jobs'>,
  answer: CommandAnswer,
): OutboxEntry {
  const said = plainJson({
    seq: wish.seq,
    commandId: wish.commandId,
    at: wish.at,
    by: wish.actor,
    command: wish.wishes.map((body) => body.type).join('+'),
    events,
    lines: effects.lines,
  });
  // Random enough for a salt and the same when a conflict makes the command run again.
  const salt = sha256(`${wish.commandId}\u0000${wish.contentHash}\u0000${wish.lastHash}`).slice(0, 32);
  return {
    ...said,
    ...plainJson({
      contentHash: wish.contentHash,
      tasks: effects.tasks,
      notices: effects.notices,
      payouts: effects.payouts,
      jobs: effects.jobs,
      formerSubmission: wish.formerSubmission,
      answer,
    }),
    ...sealEntry(said, salt, wish.lastHash),
  };
}
