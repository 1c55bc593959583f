import type { TaskAct } from '#core/contract';
import { isVoted, seatsOf } from '#core/flow';
import type { CaseServices } from '../cases/case-services.js';
import type { FlowWish } from '../cases/decide-flow.js';
import type { CasePlan } from '../cases/run-command.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { staffMember } from '../stand-ins/stand-in-routes.js';
import { actsAs, isCandidate } from './candidate-keys.js';
import { holdRecord } from './decision-files.js';
import { isMine } from './seat-of.js';
import { type AtStep, inStead, runTaskCommand } from './task-access.js';

/** Everything that is done with a step beside deciding it; what the step permits the flow knows. */
export function actOnTask(services: CaseServices, principal: Principal, id: string, body: TaskAct) {
  const { commandId, ...content } = body;
  return runTaskCommand(services, {
    principal,
    id,
    commandId,
    content,
    plan: (at) => planAct(services, at, body),
  });
}

async function planAct(services: CaseServices, at: AtStep, body: TaskAct): Promise<CasePlan> {
  const { taskId } = at.step;
  switch (body.act) {
    case 'transfer':
      return planTransfer(services, at, body);
    case 'delegate': {
      const { names, to } = await named(services, at, body.to);
      return owned(at, { type: 'DelegateTask', taskId, to, reason: body.reason }, names);
    }
    case 'answer-delegation': {
      const record = await holdRecord(services, at, { attachments: body.attachments });
      const files = record?.attachments === undefined ? {} : { record };
      return { wishes: [{ type: 'AnswerDelegation', taskId, opinion: body.opinion, ...files }] };
    }
    case 'recall-delegation':
      return { wishes: [...inStead(at).wishes, { type: 'RecallDelegation', taskId }] };
    case 'add-signer': {
      const { names, to } = await named(services, at, body.to);
      return owned(at, { type: 'AddSigner', taskId, accountId: to, place: body.place, reason: body.reason }, names);
    }
    case 'remove-signer':
      return { wishes: [{ type: 'RemoveSigner', taskId, signerId: body.signerId, reason: body.reason }] };
    case 'request-opinions':
      return planRequests(services, at, body);
    case 'answer-request': {
      const asked = at.step.requests?.find((request) => request.id === body.requestId);
      if (asked === undefined) throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'REQUEST_UNKNOWN' });
      if (!isCandidate(at.principal, asked.candidateKeys)) throw new DomainError('FORBIDDEN');
      const { requestId, verdict, opinion } = body;
      return { wishes: [{ type: 'AnswerRequest', taskId, requestId, verdict, opinion }] };
    }
    case 'begin-procedure':
      return owned(at, { type: 'BeginProcedure', taskId, procedure: body.procedure, reason: body.reason });
    case 'end-procedure': {
      mustHave(at);
      return { wishes: [...inStead(at).wishes, { type: 'EndProcedure', taskId, result: body.result }] };
    }
    case 'return-to-step': {
      const { elementId: targetElementId, mode, reason } = body;
      return owned(at, { type: 'ReturnToStep', taskId, targetElementId, mode, reason });
    }
    case 'copy': {
      const people = await Promise.all(body.to.map((one) => named(services, at, one)));
      const names = Object.assign({}, ...people.map((one) => one.names));
      return { wishes: [{ type: 'CopyCase', taskId, to: body.to, text: body.text }], detail: { names } };
    }
    case 'recuse':
      return { wishes: [{ type: 'Recuse', accountId: at.principal.accountId, reason: body.reason }] };
  }
}

/** The step's own: held, or open to a group of theirs. */
function mustHave({ step, principal }: AtStep): void {
  const may = step.claimedBy === null ? isCandidate(principal, step.candidateKeys) : actsAs(principal, step.claimedBy);
  if (!may && step.claimedBy === null) throw new DomainError('FORBIDDEN');
  if (!may) throw new DomainError('TASK_ALREADY_CLAIMED', { name: step.claimedByName ?? '' });
}

/** Something that only the step's own decider does; claimed in the same act where nobody has it yet. */
function owned(at: AtStep, wish: FlowWish, names: Readonly<Record<string, string>> = {}): CasePlan {
  const { step, settings } = at;
  mustHave(at);
  const claims = step.claimedBy === null && !isVoted(settings);
  const first: readonly FlowWish[] = claims ? [{ type: 'ClaimTask', taskId: step.taskId }] : inStead(at).wishes;
  return { wishes: [...first, wish], detail: { names } };
}

/** A colleague by account id, with the name for the record. */
async function named({ deps }: CaseServices, { principal }: AtStep, accountId: string) {
  const { id, name } = await staffMember(deps, principal.tenantId, accountId);
  return { to: id, names: { [id]: name } };
}

async function planTransfer(
  services: CaseServices,
  at: AtStep,
  body: Extract<TaskAct, { act: 'transfer' }>,
): Promise<CasePlan> {
  const { step, task, settings, principal } = at;
  const { taskId } = step;
  const { reason } = body;
  if ((body.to === undefined) === (body.toUnit === undefined))
    throw new DomainError('INVALID_REQUEST', {}, { issues: [{ path: 'to', code: 'REQUIRED' }] });
  if (body.toUnit !== undefined) {
    const { assignee, units } = await unitNamed(services, at, body.toUnit);
    mustHave(at);
    const wish: FlowWish = { type: 'TransferTask', taskId, to: '', toGroup: assignee, reason };
    return { wishes: [...inStead(at).wishes, wish], detail: { units } };
  }
  const { names, to } = await named(services, at, body.to ?? '');
  if (isVoted(settings)) {
    const seat = seatsOf(settings, task).find((one) => one.id === body.seatId && isMine({ step, principal }, one));
    if (seat === undefined) throw new DomainError('FORBIDDEN');
    return { wishes: [{ type: 'TransferTask', taskId, to, deciderId: seat.id, reason }], detail: { names } };
  }
  return owned(at, { type: 'TransferTask', taskId, to, reason }, names);
}

async function planRequests(
  services: CaseServices,
  at: AtStep,
  body: Extract<TaskAct, { act: 'request-opinions' }>,
): Promise<CasePlan> {
  const asked = await Promise.all(body.toUnits.map((code) => unitNamed(services, at, code)));
  const to = asked.map((one) => one.assignee);
  const { question, workingDays } = body;
  const limit = { workingDays };
  const plan = owned(at, { type: 'RequestOpinions', taskId: at.step.taskId, to, question, limit });
  return { ...plan, detail: { units: Object.assign({}, ...asked.map((one) => one.units)) } };
}

async function unitNamed({ deps }: CaseServices, { principal }: AtStep, code: string) {
  const unit = await deps.units.byCode(principal.tenantId, code);
  if (unit === null || unit.closed) throw new DomainError('PERSON_UNKNOWN');
  const assignee = `unit:${unit.code}`;
  return { assignee, units: { [assignee]: unit.name } };
}
