import type { PastAward } from '../policy/index.js';
import { defineRoute } from './route.js';
import { applicantKind, empty, id, instant, page, pageOf, parsedBy, text } from './shared.js';
import { z } from './zod.js';

const tag = 'applicants';

const registryFact = z.strictObject({
  /** FEEL name of the registry variable, see templates/registry.json. */
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  source: z.string(),
  asOf: instant,
});

export const applicant = z.strictObject({
  id,
  kind: applicantKind,
  name: z.string(),
  identityMasked: z.string(),
  contactName: z.string(),
  mobileMasked: z.string(),
  regionCode: z.string().nullable(),
  hasAccount: z.boolean(),
  openCases: z.int(),
  drafts: z.int(),
  /** What government already knows of this applicant (R24). */
  registry: z.array(registryFact),
});
export type ApplicantView = z.output<typeof applicant>;

const award = parsedBy<PastAward>(
  'What was granted, by which policy and case, of which kind and year; see core/policy',
);

export const applicantRoutes = {
  findApplicants: defineRoute({
    id: 'findApplicants',
    method: 'get',
    path: '/api/applicants',
    tag,
    summary: 'Find applicants by whole identity number, part of the name, or case number',
    access: ['applicant.find'],
    query: z.strictObject({ query: z.string().trim().min(2).max(120), limit: page.limit }),
    answer: z.strictObject({ items: z.array(applicant) }),
  }),
  createApplicant: defineRoute({
    id: 'createApplicant',
    method: 'post',
    path: '/api/applicants',
    tag,
    summary: 'Register an applicant at the counter, without account (D2)',
    access: ['applicant.find'],
    body: z.strictObject({
      kind: applicantKind,
      name: text(120),
      identityNumber: text(32),
      contactName: text(60),
      mobile: text(20),
    }),
    answer: applicant,
    status: 201,
    errors: ['IDENTITY_INVALID', 'IDENTITY_TAKEN'],
  }),
  getApplicant: defineRoute({
    id: 'getApplicant',
    method: 'get',
    path: '/api/applicants/:applicantId',
    tag,
    summary: 'One applicant, identity masked: for who may act for it, or for window staff',
    access: 'signed-in',
    params: z.strictObject({ applicantId: id }),
    answer: applicant,
  }),
  updateApplicant: defineRoute({
    id: 'updateApplicant',
    method: 'patch',
    path: '/api/applicants/:applicantId',
    tag,
    summary: 'Change contact person and mobile',
    access: ['case.file', 'applicant.find'],
    params: z.strictObject({ applicantId: id }),
    body: z.strictObject({ contactName: text(60).optional(), mobile: text(20).optional() }),
    answer: applicant,
    errors: ['IDENTITY_INVALID'],
  }),
  listAwards: defineRoute({
    id: 'listAwards',
    method: 'get',
    path: '/api/applicants/:applicantId/awards',
    tag,
    summary: 'What the applicant has been granted, which bounds what can be granted still (同类就高, yearly caps)',
    access: ['case.file', 'applicant.find'],
    params: z.strictObject({ applicantId: id }),
    /** `year`: the calendar year that awards of now count in. */
    answer: z.strictObject({ year: z.int(), items: z.array(award) }),
  }),
  revealIdentity: defineRoute({
    id: 'revealIdentity',
    method: 'post',
    path: '/api/applicants/:applicantId/identity',
    tag,
    summary: 'The whole identity number; each view is audited with its reason (D20)',
    access: ['identity.read-full'],
    params: z.strictObject({ applicantId: id }),
    body: z.strictObject({ reason: text(200) }),
    answer: z.strictObject({ identityNumber: z.string(), mobile: z.string() }),
  }),
};

const noticeKind = z.enum([
  'case-submitted',
  'case-accepted',
  'case-acceptance-refused',
  'case-returned',
  'case-approved-step',
  'case-refused',
  'case-paid',
  'case-payment-failed',
  'case-completed',
  'case-withdrawn',
  'case-message',
  'case-procedure-begun',
  'case-procedure-ended',
  'award-offered',
]);

const notice = z.strictObject({
  id,
  kind: noticeKind,
  caseId: id,
  caseNumber: z.string(),
  policyTitle: z.string(),
  /** Who acted, e.g. the department. */
  by: z.string(),
  /** The reason or opinion as written by the handler, where there is one (R30). */
  reason: z.string().nullable(),
  amountFen: z.int().nullable(),
  at: instant,
  readAt: instant.nullable(),
});
export type NoticeView = z.output<typeof notice>;

export const noticeRoutes = {
  listNotices: defineRoute({
    id: 'listNotices',
    method: 'get',
    path: '/api/notices',
    tag: 'notices',
    summary: 'Notices to the applicants this account may act for, newest first',
    access: ['case.file'],
    query: z.strictObject({ ...page }),
    answer: z.strictObject({ ...pageOf(notice).shape, unread: z.int() }),
  }),
  readNotices: defineRoute({
    id: 'readNotices',
    method: 'post',
    path: '/api/notices/read',
    tag: 'notices',
    summary: 'Mark all notices as read',
    access: ['case.file'],
    answer: empty,
  }),
};
