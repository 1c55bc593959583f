import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { composeIdCard } from '#core/identity';
import type { Business } from '../business.js';
import type { CaseDocument, CurrentStep } from '../cases/case-document.js';
import { dataOf } from '../cases/case-variables.js';
import { stepSettingsOf } from '../cases/present-case.js';
import { resubmitCase } from '../cases/resubmit-case.js';
import { withdrawCase } from '../cases/withdraw-case.js';
import { createDraft, saveDraft } from '../drafts/edit-draft.js';
import { submitDraft } from '../drafts/submit-draft.js';
import type { Principal } from '../http/principal.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { isCandidate } from '../tasks/candidate-keys.js';
import { claimTask, decideTask } from '../tasks/decide-task.js';
import { isSeparated } from '../tasks/present-task.js';
import { taskIdOf } from '../tasks/task-document.js';
import { answersFor } from './demo-answers.js';
import type { DemoClock } from './demo-clock.js';
import { instantOn, workingDayAgo } from './demo-clock.js';
import { demoPdf } from './demo-file.js';
import type { DemoAct, DemoCase } from './demo-scenarios.js';
import type { SeededFirm } from './seed-applicants.js';
import type { SeededCity } from './seed-city.js';

interface Stage {
  readonly business: Business;
  readonly city: SeededCity;
  readonly clock: DemoClock;
  readonly now: Date;
  readonly firms: ReadonlyMap<string, SeededFirm>;
  /** Policy id by template. */
  readonly policies: ReadonlyMap<string, string>;
}

interface Happening {
  readonly at: Date;
  run(): Promise<void>;
}

/** Plays all cases in the order of time, so that numbers and lists come about as they would have. */
export async function seedCases(stage: Stage, cases: readonly DemoCase[]): Promise<void> {
  const happenings = cases.flatMap((one) => happeningsOf(stage, one));
  for (const { at, run } of happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    stage.clock.set(at);
    await run();
  }
}

/** Minutes between acts of the same day, so that they keep their order. */
const actMinutes = 25;

function happeningsOf(stage: Stage, one: DemoCase): Happening[] {
  let caseId = '';
  const filing: Happening = {
    at: instantOn(workingDayAgo(stage.now, one.filed), one.time, stage.now),
    run: async () => {
      caseId = await fileCase(stage, one);
    },
  };
  const acts = one.acts.map((act, index): Happening => {
    const day = workingDayAgo(stage.now, Math.max(0, one.filed - act.after));
    const at = instantOn(day, one.time, stage.now).getTime() + (index + 1) * actMinutes * 60_000;
    return { at: new Date(Math.min(at, stage.now.getTime())), run: () => perform(stage, one, caseId, act) };
  });
  return [filing, ...acts];
}

async function fileCase(stage: Stage, one: DemoCase): Promise<string> {
  const { business, city } = stage;
  const seeded = must(stage.firms.get(one.firm), one.firm);
  const principal = await city.principal(one.window === true ? 'chuangkou' : seeded.login);
  const policyId = must(stage.policies.get(one.template), one.template);
  const draft = await createDraft(business, principal, randomUUID(), {
    policyId,
    applicantId: seeded.applicant.id,
    onBehalf: one.window === true ? await whoCame(stage, principal, seeded) : null,
  });
  const originalsSeen: string[] = [];
  const file = async (name: string) => {
    const record = await upload(business, principal, name);
    if (one.window === true) originalsSeen.push(record.fileId);
    return record;
  };
  const data = await must(answersFor[one.template], one.template)(seeded.firm, seeded.creditCode, file);
  const { revision } = await saveDraft(business, principal, draft.id, {
    revision: draft.revision,
    data,
    originalsSeen,
  });
  return (await submitDraft(business, principal, draft.id, revision)).caseId;
}

async function whoCame({ business }: Stage, principal: Principal, { firm }: SeededFirm) {
  const mandate = await upload(business, principal, '授权委托书.pdf');
  return {
    relation: 'agent' as const,
    agentName: firm.contact,
    agentIdentityNumber: composeIdCard({
      district: '330201',
      birthDate: '1988-04-12',
      sex: 'female',
      serial: Number(firm.mobile.slice(-3)),
    }),
    agentMobile: firm.mobile,
    mandateFileId: mandate.fileId,
    consent: true as const,
  };
}

async function upload(business: Business, principal: Principal, name: string) {
  const record = await business.files.upload({
    tenantId: principal.tenantId,
    accountId: principal.accountId,
    byWindow: principal.can('case.file-on-behalf'),
    name,
    body: Readable.from([demoPdf('Duixian')]),
  });
  return { fileId: record._id, name: record.name, size: record.size };
}

async function perform(stage: Stage, one: DemoCase, caseId: string, act: DemoAct): Promise<void> {
  const { business, city } = stage;
  const document = must(await business.store.byId(city.tenantId, caseId), caseId);
  const version = await business.policies.versions.get(city.tenantId, document.policyId, document.policyVersion);
  const commandId = randomUUID();
  if (act.verb === 'withdraw' || act.verb === 'resubmit') {
    const login = one.window === true ? 'chuangkou' : must(stage.firms.get(one.firm), one.firm).login;
    const principal = await city.principal(login);
    if (act.verb === 'withdraw') {
      await withdrawCase(business, principal, caseId, { commandId, reason: act.said ?? '' });
      return;
    }
    const data = { ...dataOf(document, version, business.deps.secrets), contact: '办公室' };
    await resubmitCase(business, principal, caseId, { commandId, data });
    return;
  }
  const step = must(
    document.currentSteps.find((found) => act.step === undefined || found.elementId === act.step),
    `${one.template}.${act.step}`,
  );
  const principal = await whoHandles(city, document, step, version);
  const taskId = taskIdOf(caseId, step.taskId);
  if (act.verb === 'claim') await claimTask(business, principal, taskId, commandId);
  else await decideTask(business, principal, taskId, decisionOf(act, document, step, version, commandId));
}

/** The first of the staff who may take the step and has neither filed nor accepted the case. */
async function whoHandles(city: SeededCity, document: CaseDocument, step: CurrentStep, version: ReadyVersion) {
  const settings = must(stepSettingsOf(version, step.elementId), step.elementId);
  const heads = settings.kind === 'decision';
  const logins = city.staff.map((account) => account.login);
  // The head of the department decides, the others do the steps before.
  for (const login of heads ? logins.toReversed() : logins) {
    const principal = await city.principal(login);
    if (isCandidate(principal, step.candidateKeys) && !isSeparated(document, settings, principal.accountId)) {
      return principal;
    }
  }
  throw new Error(`Expected somebody who may handle ${step.name}, but found nobody`);
}

type Decision = Parameters<typeof decideTask>[3];

function decisionOf(
  act: DemoAct,
  document: CaseDocument,
  step: CurrentStep,
  version: ReadyVersion,
  commandId: string,
): Decision {
  const said = act.said ?? '同意';
  switch (act.verb) {
    case 'return':
      return { decision: 'return', commandId, reason: said, items: [{ path: null, text: said }] };
    case 'refuse':
      return { decision: 'refuse', commandId, opinion: said };
    case 'refuse-acceptance':
      return { decision: 'refuse-acceptance', commandId, opinion: said };
    case 'paid':
      return {
        decision: 'paid',
        commandId,
        voucherNumber: `BF${document.number.replaceAll('-', '')}`,
        paidOn: new Date(document.updatedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
        opinion: '',
      };
    case 'payment-failed':
      return { decision: 'payment-failed', commandId, reason: said };
    default: {
      const settings = must(stepSettingsOf(version, step.elementId), step.elementId);
      const amount = act.grantedFen ?? document.requestedAmountFen ?? 0;
      return {
        decision: 'approve',
        commandId,
        opinion: said,
        reviewPointsChecked: settings.reviewPoints.map((_point, index) => index),
        ...(settings.grantsAmount ? { grantedAmountFen: amount } : {}),
        ...(act.grantedFen === undefined ? {} : { amountReason: said }),
      };
    }
  }
}

function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`Expected ${what} in the demo data, but it is missing`);
  return value;
}
