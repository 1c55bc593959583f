import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { buildLinearFlow, type OutlineBlock, type StepSettings, stepSettings, writeBpmn } from '#core/flow';
import { createKit, type Kit, ok, qualifying } from '../business-kit.js';
import { type City, createWorld, password, type TestAccount, type World } from '../harness.js';

type Seat = {
  readonly unitId: string;
  readonly role: 'reviewer' | 'finance' | 'department-admin' | 'window';
  readonly post?: string;
  readonly isHead?: boolean;
};

/** Approvals of any shape on the smart factory award, and what its tests do again and again. */
export interface ApprovalKit extends Kit {
  readonly city: City;
  /** Publishes the award with these steps, and a payment behind them. */
  publishSteps(...steps: readonly OutlineBlock[]): Promise<string>;
  act(who: TestAccount, caseId: string, body: object): Promise<Response>;
  takeBack(who: TestAccount, caseId: string, elementId: string, reason?: string): Promise<Response>;
  /** A colleague with an appointment, made now. */
  staff(login: string, name: string, seat: Seat): Promise<TestAccount>;
  unit(code: string, name: string): Promise<string>;
  /** Kinds of the lines of a case's history, as this person reads it. */
  lines(who: TestAccount, caseId: string): Promise<readonly string[]>;
  /** Names of the steps where the case stands. */
  stands(who: TestAccount, caseId: string): Promise<readonly string[]>;
  openList(who: TestAccount, list?: string): Promise<readonly string[]>;
}

export const step = (id: string, settings: Partial<StepSettings> = {}): OutlineBlock => ({
  kind: 'step',
  id,
  name: id,
  step: stepSettings({
    kind: 'review',
    assignee: 'role:reviewer@policy-unit',
    separateFrom: [],
    actions: ['approve', 'refuse', 'return-to-applicant'],
    ...settings,
  }),
});

const pay = step('Pay', { kind: 'payout', assignee: 'role:finance', actions: ['record-payment'] });

export async function createApprovalKit(): Promise<ApprovalKit> {
  const world: World = await createWorld();
  const kit = createKit(world);
  const city = world.yungang;
  const { enterprise, otherEnterprise, departmentAdmin } = city.accounts;
  for (const { tenantId, applicantId, name } of [enterprise, otherEnterprise])
    await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
  return {
    ...kit,
    city,
    async publishSteps(...steps) {
      const made = ok(
        await kit.post(departmentAdmin, '/api/designer/policies', {
          title: `审批 ${randomUUID().slice(0, 8)}`,
          templateId: 'smart-factory-award',
        }),
        201,
      );
      const path = `/api/designer/policies/${made.id}`;
      const content = await writeBpmn(buildLinearFlow('Approval', '审批', [...steps, pay]));
      const { revision } = ok(
        await kit.put(departmentAdmin, `${path}/parts/flow`, { part: 'flow', revision: made.revisions.flow, content }),
      );
      const elements = { ...made.elements, promisedWorkingDays: 60 };
      const saved = ok(
        await kit.put(departmentAdmin, `${path}/parts/elements`, {
          part: 'elements',
          revision: made.revisions.elements,
          content: elements,
        }),
      );
      const revisions = { ...made.revisions, flow: revision, elements: saved.revision };
      ok(await kit.post(departmentAdmin, `${path}/publish`, { revisions }));
      return made.id as string;
    },
    async act(who, caseId, body) {
      const task = await kit.taskOf(who, caseId);
      return kit.post(who, `/api/tasks/${task.id}/act`, { commandId: randomUUID(), ...body });
    },
    takeBack: (who, caseId, elementId, reason = '填错了') =>
      kit.post(who, `/api/cases/${caseId}/take-back`, { commandId: randomUUID(), elementId, reason }),
    async staff(login, name, seat) {
      const { deps } = world;
      const account = await deps.accounts.create(city.id, {
        login,
        name,
        kind: 'staff',
        password,
        mustChangePassword: false,
      });
      await deps.appointments.create(city.id, {
        subtree: false,
        ...seat,
        accountId: account.id,
        from: '2026-01-01',
        until: null,
      });
      return { id: account.id, tenantId: city.id, slug: city.slug, login, name, applicantId: null };
    },
    unit: async (code, name) =>
      (await world.deps.units.create(city.id, { parentId: city.units.root, code, name, kind: 'department' })).id,
    async lines(who, caseId) {
      const { timeline } = ok(await kit.get(who, `/api/cases/${caseId}`));
      return timeline.map((line: { kind: string }) => line.kind);
    },
    async stands(who, caseId) {
      const { currentSteps } = ok(await kit.get(who, `/api/cases/${caseId}`));
      return currentSteps.map((one: { name: string }) => one.name);
    },
    async openList(who, list = 'open') {
      const { items } = ok(await kit.get(who, `/api/tasks?list=${list}&limit=100`));
      return items.map((task: { caseId: string }) => task.caseId);
    },
  };
}

/** A decider of a step with several. */
export const decider = (id: string, assignee: string, weight = 1) => ({ id, assignee, name: id, weight });
