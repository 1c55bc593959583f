import { commandErrors, opinion, outcome } from './case-shapes.js';
import { roles } from './permissions.js';
import { defineRoute } from './route.js';
import { commandId, day, empty, id, text } from './shared.js';
import { z } from './zod.js';

const tag = 'desk';
const caseParams = z.strictObject({ caseId: id });

const standIn = z.strictObject({
  id,
  accountId: id,
  accountName: z.string(),
  standInId: id,
  standInName: z.string(),
  from: day,
  until: day.nullable(),
  reason: z.string(),
});
export type StandIn = z.output<typeof standIn>;

const tenantRules = z.strictObject({
  /** R58: whether finance may hold approval steps, or only pays. */
  financeApproves: z.boolean(),
});
export type TenantRules = z.output<typeof tenantRules>;

/** What people at the desk do beside single steps. */
export const approvalRoutes = {
  takeBackDecision: defineRoute({
    id: 'takeBackDecision',
    method: 'post',
    path: '/api/cases/:caseId/take-back',
    tag,
    summary: 'Take back the own decision of a step, before anybody acts on the next (撤回)',
    access: 'signed-in',
    params: caseParams,
    body: z.strictObject({ commandId, elementId: z.string().max(160), reason: text(1000) }),
    answer: outcome,
    errors: ['TAKE_BACK_TOO_LATE', 'NOT_YOUR_DECISION', 'OPINION_REQUIRED', 'SEPARATION_OF_DUTIES', ...commandErrors],
  }),
  urgeCase: defineRoute({
    id: 'urgeCase',
    method: 'post',
    path: '/api/cases/:caseId/urge',
    tag,
    summary: 'Urge who has the case (催办), not more than once an hour',
    access: 'signed-in',
    params: caseParams,
    body: z.strictObject({ commandId, text: opinion }),
    answer: outcome,
    errors: ['URGED_TOO_OFTEN', 'TASK_SUSPENDED', ...commandErrors],
  }),
  listColleagues: defineRoute({
    id: 'listColleagues',
    method: 'get',
    path: '/api/colleagues',
    tag,
    summary: 'Staff of the tenant by name, to transfer, delegate, add or copy to; for staff only',
    access: ['task.decide', 'case.supervise', 'account.manage', 'policy.design'],
    query: z.strictObject({ query: z.string().max(60).optional() }),
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          id,
          name: z.string(),
          login: z.string(),
          unitName: z.string(),
          roles: z.array(z.enum(roles)),
        }),
      ),
    }),
  }),
  getPhrases: defineRoute({
    id: 'getPhrases',
    method: 'get',
    path: '/api/me/phrases',
    tag,
    summary: 'Opinion phrases of one’s own (常用意见)',
    access: 'signed-in',
    answer: z.strictObject({ phrases: z.array(z.string()) }),
  }),
  putPhrases: defineRoute({
    id: 'putPhrases',
    method: 'put',
    path: '/api/me/phrases',
    tag,
    summary: 'Set the own opinion phrases',
    access: 'signed-in',
    body: z.strictObject({ phrases: z.array(text(200)).max(30) }),
    answer: z.strictObject({ phrases: z.array(z.string()) }),
  }),
  listStandIns: defineRoute({
    id: 'listStandIns',
    method: 'get',
    path: '/api/stand-ins',
    tag,
    summary: 'Who stands in for whom now or later (AB岗): the own, and all for who manages accounts',
    access: 'signed-in',
    answer: z.strictObject({ items: z.array(standIn) }),
  }),
  createStandIn: defineRoute({
    id: 'createStandIn',
    method: 'post',
    path: '/api/stand-ins',
    tag,
    summary: 'Name who stands in while one is away; for another only by who manages accounts',
    access: ['task.decide', 'case.supervise', 'account.manage', 'policy.design'],
    body: z.strictObject({
      accountId: id,
      standInId: id,
      from: day,
      until: day.nullable(),
      reason: text(200),
    }),
    answer: standIn,
    status: 201,
    errors: ['FORBIDDEN', 'PERSON_UNKNOWN', 'STAND_IN_INVALID'],
  }),
  endStandIn: defineRoute({
    id: 'endStandIn',
    method: 'delete',
    path: '/api/stand-ins/:standInId',
    tag,
    summary: 'End it now; it stays in the record',
    access: 'signed-in',
    params: z.strictObject({ standInId: id }),
    answer: empty,
    errors: ['FORBIDDEN'],
  }),
  handOver: defineRoute({
    id: 'handOver',
    method: 'post',
    path: '/api/accounts/:accountId/hand-over',
    tag: 'administration',
    summary:
      'Hand all open steps of somebody who leaves or moves to another person, who also stands in for them from now on',
    access: ['account.manage'],
    params: z.strictObject({ accountId: id }),
    body: z.strictObject({ commandId, to: id, reason: text(500) }),
    answer: z.strictObject({
      handedOver: z.int(),
      left: z.array(z.strictObject({ caseNumber: z.string(), stepName: z.string(), code: z.string() })),
    }),
    errors: ['PERSON_UNKNOWN', 'FORBIDDEN', 'STAND_IN_INVALID'],
  }),
  getCalendarAlarm: defineRoute({
    id: 'getCalendarAlarm',
    method: 'get',
    path: '/api/calendar-alarm',
    tag: 'administration',
    summary:
      'Years that open limits reach and for which no notice of holidays has been entered: their holidays are taken for working days',
    access: ['calendar.manage', 'task.decide', 'case.supervise'],
    answer: z.strictObject({ years: z.array(z.int()), openLimits: z.int() }),
  }),
  getTenantRules: defineRoute({
    id: 'getTenantRules',
    method: 'get',
    path: '/api/tenant/rules',
    tag: 'administration',
    summary: 'Rules of the tenant about approvals',
    access: 'signed-in',
    answer: tenantRules,
  }),
  putTenantRules: defineRoute({
    id: 'putTenantRules',
    method: 'put',
    path: '/api/tenant/rules',
    tag: 'administration',
    summary: 'Set the rules of the tenant about approvals',
    access: ['account.manage'],
    body: tenantRules,
    answer: tenantRules,
  }),
};
