import { workingClock } from '#core/calendar';
import {
  execute,
  type FlowCommand,
  type FlowContext,
  type FlowEvent,
  type FlowRejection,
  type Migration,
  type MigrationReason,
  migrate,
  type ProcessState,
} from '#core/flow';
import type { SubmissionData } from '#core/form';
import { err, ok, type Result } from '#core/result';
import { awardAfter } from '../awards/award-of.js';
import { canonicalJson, plainJson, sha256 } from '../numbers/derived-id.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { Actor, CaseDocument, CommandAnswer, OutboxEntry } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { type Facts, flowVariables, takeDecision } from './case-variables.js';
import { caseAfter, type EntryEffect, type FlowChanges } from './effects/case-after.js';
import type { CaseFacts, CommandDetail } from './effects/happening.js';
import { sealEntry } from './history.js';
import { settleAssignments } from './settle-assignments.js';

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
  /** Moves the case to another version in place of a command; `version` is the one it goes to. */
  readonly migration?: Migration;
  readonly place: { readonly filingUnitPath: string | null; readonly regionCode: string | null };
}

/** The case cannot go on in the other version; nothing was written. */
export class MigrationUnfit extends Error {
  constructor(readonly reasons: readonly MigrationReason[]) {
    super('Expected the case to fit the other version, but it does not');
  }
}

export interface Decided {
  /** Null where the command changed nothing. */
  readonly change: { readonly changes: FlowChanges & Pick<CaseDocument, 'award'>; readonly entry: OutboxEntry } | null;
}

/** Asks the flow, and works out everything that follows. Reads units and appointments; writes nothing. */
export async function decideFlow(services: CaseServices, wish: Wish): Promise<Result<Decided, FlowRejection>> {
  const { facts, version, at, seq } = wish;
  const context = await contextOf(services, wish);
  const acted = wish.migration === undefined ? act(wish, context) : ok(move(wish, wish.migration, context));
  if (!acted.ok) return acted;
  const run = runningOn(version, context, acted.value);
  const settled = await settleAssignments(services, wish, run, context.variables);
  if (!settled.ok) return settled;
  const { state, events } = run;
  if (state === null) throw new Error('Expected a command to leave a state, but there is none');
  // What a firm confirms is written beside a flow that goes on as it was.
  if (events.length === 0 && wish.detail.confirmation === undefined) return ok({ change: null });
  const happening = {
    facts,
    definition: version.flow,
    state,
    events,
    actor: wish.actor,
    seq,
    at,
    detail: wish.detail,
    instalments: version.parts.rules.amount?.instalments,
  };
  const { changes, entry } = caseAfter(happening, settled.value.assigned, settled.value.copied);
  const award = awardAfter(version, facts, changes, at);
  const made = makeEntry(wish, events, entry, answerOf(facts, changes));
  const isSame = canonicalJson(award) === canonicalJson(facts.award);
  return ok({
    change: { changes: { ...plainDates(changes), award }, entry: isSame ? made : { ...made, award } },
  });
}

/** The case after what was wished, to be asked on in somebody else's name. */
function runningOn(version: ReadyVersion, context: FlowContext, acted: Acted) {
  const run = {
    state: acted.state,
    events: [...acted.events],
    execute(body: FlowWish, commandId: string, accountId: string): FlowRejection | null {
      const decided = execute(version.flow, run.state, { ...body, commandId }, { ...context, actor: { accountId } });
      if (!decided.ok) return decided.error;
      run.state = decided.value.state;
      run.events.push(...decided.value.events);
      return null;
    },
  };
  return run;
}

interface Acted {
  readonly state: ProcessState | null;
  readonly events: readonly FlowEvent[];
}

async function contextOf(services: CaseServices, wish: Wish): Promise<FlowContext> {
  const { facts, version, at, seq } = wish;
  let counter = 0;
  return {
    now: at,
    variables: await flowVariables(services, version, {
      facts: wish.registryFacts,
      data: wish.data,
      requestedAmountFen: facts.requestedAmountFen,
      now: at,
    }),
    calendar: workingClock(await services.deps.calendar.of(facts.tenantId)),
    actor: { accountId: wish.actor.accountId },
    // Sequence numbers are unique in a case, so that these are too, and a repeated command gives the same.
    newId: () => {
      counter += 1;
      return `${seq}-${counter}`;
    },
    decide: (decisionId, seen) => takeDecision(version, decisionId, seen, at),
  };
}

function act({ wishes, commandId, version, state: before }: Wish, context: FlowContext): Result<Acted, FlowRejection> {
  let state = before;
  const events: FlowEvent[] = [];
  for (const [index, body] of wishes.entries()) {
    const id = wishes.length === 1 ? commandId : `${commandId}.${index + 1}`;
    const decided = execute(version.flow, state, { ...body, commandId: id }, context);
    if (!decided.ok) return err(decided.error);
    state = decided.value.state;
    events.push(...decided.value.events);
  }
  return ok({ state, events });
}

function move({ state, commandId }: Wish, migration: Migration, context: FlowContext): Acted {
  if (state === null) throw new Error('Expected a case to be moved, but it has not begun');
  const moved = migrate(migration, state, commandId, context);
  if (!moved.ok) throw new MigrationUnfit(moved.error);
  return moved.value;
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
  effects: Pick<OutboxEntry, EntryEffect>,
  answer: CommandAnswer,
): OutboxEntry {
  const { lines, ...projected } = effects;
  const said = plainJson({
    seq: wish.seq,
    commandId: wish.commandId,
    at: wish.at,
    by: wish.actor,
    command:
      wish.migration === undefined ? wish.wishes.map((body) => body.type).join('+') || 'ConfirmAccount' : 'Migrate',
    events,
    lines,
  });
  // Random enough for a salt and the same when a conflict makes the command run again.
  const salt = sha256(`${wish.commandId}\u0000${wish.contentHash}\u0000${wish.lastHash}`).slice(0, 32);
  return {
    ...said,
    ...plainJson({
      ...projected,
      contentHash: wish.contentHash,
      formerSubmission: wish.formerSubmission,
      answer,
    }),
    ...sealEntry(said, salt, wish.lastHash),
  };
}
