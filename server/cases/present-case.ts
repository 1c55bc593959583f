import type { WorkingCalendar } from '#core/calendar';
import { workingClock } from '#core/calendar';
import type { CaseDetail, CaseRow, TimelineEntry } from '#core/contract';
import { forecast } from '#core/flow';
import { type FieldAccess, maskData, type SubmissionData, visibleToStep } from '#core/form';
import { grantLimit, type Instalment, monthsLater, planInstalments, relevantAwards } from '#core/policy';
import { byYear } from '../awards/award-ledger.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { accountsNamedIn, presentMyTask, stepFor } from '../tasks/present-task.js';
import { resolverFor } from '../tasks/resolve-assignee.js';
import { timeLeft } from '../tasks/time-left.js';
import { accountAccess, accountFields, isAwaitingAccount } from './account-fields.js';
import type { CaseDocument } from './case-document.js';
import type { CaseServices } from './case-services.js';
import type { CaseSummary } from './case-store.js';
import { dataOf, factsOf, flowVariables } from './case-variables.js';
import { flowMarks, takeBackOf } from './flow-marks.js';
import { materialsOf } from './materials.js';
import { namedValues } from './named-values.js';
import { mayCheckHistory } from './repairable-case.js';
import { timelineForApplicant } from './timeline-for-applicant.js';
import { actsAsApplicant, type Viewer } from './viewer.js';

export function presentCaseRow(document: CaseSummary, now: string, calendar: WorkingCalendar): CaseRow {
  return {
    id: document._id,
    number: document.number,
    policyId: document.policyId,
    policyTitle: document.policyTitle,
    applicantName: document.applicantName,
    status: document.status,
    channel: document.channel,
    requestedAmountFen: document.requestedAmountFen,
    grantedAmountFen: document.grantedAmountFen,
    submittedAt: document.submittedAt.toISOString(),
    updatedAt: document.updatedAt.toISOString(),
    currentSteps: presentCurrentSteps(document, now, calendar),
  };
}

export const presentCurrentSteps = (
  document: Pick<CaseDocument, 'currentSteps'>,
  now: string,
  calendar: WorkingCalendar,
): CaseRow['currentSteps'] =>
  document.currentSteps.map((step) => ({
    elementId: step.elementId,
    name: step.name,
    handler: step.handler,
    ...timeLeft(step, now, calendar),
  }));

/** History as it was relayed, and behind it what is still in the outbox. */
export async function timelineOf(services: CaseServices, document: CaseDocument): Promise<readonly TimelineEntry[]> {
  const history = await services.history.of(document.tenantId, document._id);
  const last = history.at(-1)?.seq ?? 0;
  const waiting = document.outbox.filter((entry) => entry.seq > last).sort((a, b) => a.seq - b.seq);
  return [...history, ...waiting].flatMap((entry) => entry.lines);
}

/** The steps that are still to come, with who does them. */
export async function comingSteps(
  services: CaseServices,
  document: CaseDocument,
  version: ReadyVersion,
  data: SubmissionData,
): Promise<CaseDetail['coming']> {
  const { deps } = services;
  if (document.flow.status === 'ended') return [];
  const calendar = await deps.calendar.of(document.tenantId);
  const now = deps.clock.now().toISOString();
  const variables = await flowVariables(services, version, {
    now,
    facts: factsOf(document, deps.secrets),
    data,
    requestedAmountFen: document.requestedAmountFen,
  });
  const { steps } = forecast(version.flow, document.flow, { now, variables, calendar: workingClock(calendar) });
  const place = {
    tenantId: document.tenantId,
    policyUnitPath: document.unitPath,
    filingUnitPath: document.filedBy.unitPath,
    regionCode: document.regionCode,
    applicantId: document.applicantId,
  };
  const resolve = resolverFor(deps, place, namedValues(data, variables, now));
  return Promise.all(
    steps
      .filter((step) => step.status === 'coming')
      .map(async (step) => ({
        elementId: step.elementId,
        name: step.name,
        handler: step.assignee === '' ? '' : (await resolve(step.assignee)).handler,
        expectedBy: step.dueAt,
        certain: !step.conditional,
      })),
  );
}

/** One case as this viewer may see it. */
export async function presentCase(
  services: CaseServices,
  document: CaseDocument,
  version: ReadyVersion,
  viewer: Viewer,
): Promise<CaseDetail> {
  const { deps, files } = services;
  const now = deps.clock.now().toISOString();
  const calendar = await deps.calendar.of(document.tenantId);
  const data = dataOf(document, version, deps.secrets);
  const canCorrect = document.status === 'correction' && actsAsApplicant(viewer);
  const step = stepFor(document, viewer.principal);
  const settings = step === null ? null : stepSettingsOf(version, step.elementId);
  const access = accessOf(canCorrect, actsAsApplicant(viewer), settings?.fields ?? {});
  const rule = version.parts.rules.amount;
  const { tenantId, applicantId, policyId, _id: caseId } = document;
  const [applicant, timeline, coming, materials, awards, accounts] = await Promise.all([
    deps.applicants.byId(document.tenantId, document.applicantId),
    timelineOf(services, document),
    comingSteps(services, document, version, data),
    materialsOf(files, document, version, data),
    services.awards.soFar({ tenantId, applicantId, caseId, policyId, at: now }),
    deps.accounts.byIds(document.tenantId, accountsNamedIn(document)),
  ]);
  const nameOf = (accountId: string) => accounts.get(accountId)?.name ?? '';
  const isOffice = !actsAsApplicant(viewer) || viewer.isHandler;
  const { accountId } = viewer.principal;
  const seen = visibleToStep(version.form, data, access);
  const { currentSteps, ...row } = presentCaseRow(document, now, calendar);
  return {
    ...row,
    currentSteps,
    policyVersion: document.policyVersion,
    applicant: {
      id: document.applicantId,
      name: document.applicantName,
      kind: document.applicantKind,
      identityMasked: applicant?.identityMasked ?? '',
    },
    filedBy: {
      name: document.filedBy.name,
      unitName: document.filedBy.unitName,
      agentName: document.onBehalf?.agentName ?? null,
      agentRelation: document.onBehalf?.relation ?? null,
      consentAt: document.onBehalf?.consentAt ?? null,
    },
    form: version.parts.form,
    access,
    // Applicants mend what they typed; all others read masked numbers, the window opens them on record (D20).
    data: canCorrect && viewer.isApplicant ? seen : maskData(version.form, seen),
    changedFields: [...document.changedFields],
    assessment: document.assessment,
    amount: document.amount,
    awards: byYear(rule === null ? [] : relevantAwards(rule, awards)),
    grantLimitFen: grantLimit(rule, document.amount, awards),
    instalments: instalmentsOf(document, rule?.instalments),
    amountReason: document.amountReason,
    materials,
    timeline: [...(isOffice ? timeline : timelineForApplicant(timeline))].map((entry) =>
      viewer.isApplicant && isInternal(entry) ? { ...entry, opinion: null } : entry,
    ),
    coming,
    flow: {
      xml: version.parts.flow,
      ...progressOf(document),
      marks: flowMarks(document, coming, isOffice ? nameOf : null),
    },
    correction: document.correction,
    payment: document.payment,
    heldUp: Object.keys(document.flow.incidents).length > 0,
    confirmation: presentConfirmation(document, version),
    task:
      step === null || settings === null
        ? null
        : presentMyTask(document, version, step, settings, { principal: viewer.principal, now, calendar, nameOf }),
    can: {
      withdraw: actsAsApplicant(viewer) && document.flow.status === 'running' && document.flow.acceptedBy === null,
      correct: canCorrect,
      confirmAccount: actsAsApplicant(viewer) && isAwaitingAccount(document),
      printReceipt: viewer.isApplicant || viewer.isFilingWindow || viewer.isHandler,
      checkHistory: mayCheckHistory(viewer.principal, document) && (viewer.isSupervisor || viewer.isHandler),
      urge: document.flow.status === 'running' && document.currentSteps.some((one) => one.status !== 'suspended'),
      takeBack: takeBackOf(document, version, accountId),
      revealIdentity: viewer.isHandler && viewer.principal.can('identity.read-full'),
    },
  };
}

/** Why an administrator helped the case along is for the office. */
const isInternal = ({ kind }: TimelineEntry): boolean =>
  kind === 'incident-retried' || kind === 'incident-moved-on' || kind === 'migrated';

/** The parts of a payment as they stand: the first is the payment of the flow, the others are planned. */
function instalmentsOf(
  { grantedAmountFen, requestedAmountFen, payment }: CaseDocument,
  instalments: readonly Instalment[] | undefined,
): CaseDetail['instalments'] {
  const paidOn = payment?.paidOn ?? null;
  return planInstalments(grantedAmountFen ?? requestedAmountFen ?? 0, instalments).map(
    ({ number, amountFen, afterMonths }) => ({
      number,
      amountFen,
      status: number === 1 && payment !== null ? payment.status : 'planned',
      dueOn: paidOn === null ? null : monthsLater(paidOn, afterMonths),
    }),
  );
}

function presentConfirmation(document: CaseDocument, version: ReadyVersion): CaseDetail['confirmation'] {
  const { confirmation } = document;
  if (confirmation === null || confirmation === undefined) return null;
  const { state, at, byName } = confirmation;
  return { state, at, byName, fields: [...accountFields(version.form)], access: accountAccess(version.form) };
}

export function stepSettingsOf(version: ReadyVersion, elementId: string) {
  const element = version.flow.elements[elementId];
  return element?.type === 'userTask' ? element.step : null;
}

function accessOf(canCorrect: boolean, isApplicant: boolean, step: FieldAccess): FieldAccess {
  if (canCorrect) return { '*': 'edit' };
  return isApplicant ? { '*': 'read' } : { '*': 'read', ...step };
}

/** What the chart marks: elements with a finished step, and those with a token. */
function progressOf(document: CaseDocument): { done: string[]; current: string[] } {
  const { done, tokens } = document.flow;
  return {
    done: Object.keys(done),
    current: [...new Set(Object.values(tokens).map((token) => token.elementId))],
  };
}
