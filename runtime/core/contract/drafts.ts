import { defineRoute } from './route.js';
import { empty, id, instant, page, pageOf, revision, text } from './shared.js';
import { z } from './zod.js';

const tag = 'applying';

/** Who came to the counter and agreed that the window files for the applicant (R37). */
export const onBehalf = z.strictObject({
  relation: z.enum(['legal-representative', 'self', 'agent']),
  agentName: text(60),
  agentIdentityNumber: text(32),
  agentMobile: text(20),
  /** The agent's letter of authority (授权委托书), a scanned file; needed for `agent`. */
  mandateFileId: id.nullable(),
  /** They were told the purpose and agreed. */
  consent: z.literal(true),
});
export type OnBehalf = z.output<typeof onBehalf>;

const data = z.record(z.string(), z.unknown());

const draft = z.strictObject({
  id,
  policyId: id,
  policyTitle: z.string(),
  version: z.int(),
  /** The version online now; higher than `version` when the draft must be carried over first. */
  currentVersion: z.int(),
  applicantId: id,
  applicantName: z.string(),
  channel: z.enum(['portal', 'window']),
  onBehalf: onBehalf.omit({ agentIdentityNumber: true, agentMobile: true }).nullable(),
  data,
  /** Files whose original the window has seen. */
  originalsSeen: z.array(id).max(200),
  revision,
  createdAt: instant,
  updatedAt: instant,
  /** Set once submitted. */
  caseId: id.nullable(),
});
export type DraftView = z.output<typeof draft>;

const draftParams = z.strictObject({ draftId: id });

export const draftRoutes = {
  listDrafts: defineRoute({
    id: 'listDrafts',
    method: 'get',
    path: '/api/drafts',
    tag,
    summary: 'Open drafts of an applicant, newest first',
    access: ['case.file', 'case.file-on-behalf'],
    query: z.strictObject({ applicantId: id, ...page }),
    answer: pageOf(draft.omit({ data: true })),
  }),
  createDraft: defineRoute({
    id: 'createDraft',
    method: 'post',
    path: '/api/drafts',
    tag,
    summary:
      'Start an application; at the window with who came and their consent. An open draft of the same applicant and policy is answered instead of a second one',
    access: ['case.file', 'case.file-on-behalf'],
    idempotent: true,
    body: z.strictObject({ policyId: id, applicantId: id, onBehalf: onBehalf.nullable().default(null) }),
    answer: draft,
    status: 201,
    errors: [
      'NOT_YET_OPEN',
      'CLOSED',
      'POLICY_NOT_ONLINE',
      'CONSENT_MISSING',
      'IDENTITY_INVALID',
      'FILE_UNKNOWN',
      'CASE_BUSY',
      'IDEMPOTENCY_KEY_MISSING',
      'IDEMPOTENCY_KEY_REUSED',
    ],
  }),
  getDraft: defineRoute({
    id: 'getDraft',
    method: 'get',
    path: '/api/drafts/:draftId',
    tag,
    summary: 'A draft with its answers',
    access: ['case.file', 'case.file-on-behalf'],
    params: draftParams,
    answer: draft,
  }),
  saveDraft: defineRoute({
    id: 'saveDraft',
    method: 'put',
    path: '/api/drafts/:draftId',
    tag,
    summary:
      'Save the answers on top of the revision they were read at; incomplete answers are fine, malformed ones are not',
    access: ['case.file', 'case.file-on-behalf'],
    params: draftParams,
    body: z.strictObject({ revision, data, originalsSeen: z.array(id).max(200).optional() }),
    answer: z.strictObject({ revision, updatedAt: instant }),
    errors: ['REVISION_CONFLICT', 'DRAFT_SUBMITTED', 'SUBMISSION_INVALID', 'FILE_UNKNOWN', 'LIMIT_EXCEEDED'],
  }),
  deleteDraft: defineRoute({
    id: 'deleteDraft',
    method: 'delete',
    path: '/api/drafts/:draftId',
    tag,
    summary: 'Throw an open draft away',
    access: ['case.file', 'case.file-on-behalf'],
    params: draftParams,
    answer: empty,
    errors: ['DRAFT_SUBMITTED'],
  }),
  carryDraftOver: defineRoute({
    id: 'carryDraftOver',
    method: 'post',
    path: '/api/drafts/:draftId/carry-over',
    tag,
    summary: 'Carry a draft over to the version online now; answers keep, and what changed is listed',
    access: ['case.file', 'case.file-on-behalf'],
    params: draftParams,
    body: z.strictObject({ revision }),
    answer: z.strictObject({
      draft,
      changes: z.array(
        z.strictObject({
          kind: z.enum(['added', 'removed', 'changed']),
          part: z.enum(['form', 'rules', 'materials', 'elements', 'flow']),
          title: z.string(),
        }),
      ),
    }),
    errors: ['REVISION_CONFLICT', 'DRAFT_SUBMITTED', 'POLICY_NOT_ONLINE'],
  }),
  submitDraft: defineRoute({
    id: 'submitDraft',
    method: 'post',
    path: '/api/drafts/:draftId/submit',
    tag,
    summary: 'File the draft as a case; again with the same draft answers the same case',
    access: ['case.file', 'case.file-on-behalf'],
    idempotent: true,
    params: draftParams,
    body: z.strictObject({ revision }),
    answer: z.strictObject({ caseId: id, number: z.string() }),
    status: 201,
    errors: [
      'REVISION_CONFLICT',
      'VERSION_SUPERSEDED',
      'SUBMISSION_INVALID',
      'NOT_ELIGIBLE',
      'ALREADY_APPLIED',
      'NOTHING_LEFT',
      'CASE_BUSY',
      'LIMIT_EXCEEDED',
      'NOT_YET_OPEN',
      'CLOSED',
      'POLICY_NOT_ONLINE',
      'CONSENT_MISSING',
      'FILE_UNKNOWN',
      'FLOW_REFUSED',
      'LIMIT_EXCEEDED',
      'IDEMPOTENCY_KEY_MISSING',
    ],
  }),
};

export const fileRoutes = {
  uploadFile: defineRoute({
    id: 'uploadFile',
    method: 'post',
    path: '/api/files',
    tag: 'files',
    summary:
      'Upload one file as the raw body (≤ 50 MB); its type is told from its content. Swept up after a day if nothing refers to it',
    access: ['case.file', 'case.file-on-behalf', 'task.decide'],
    query: z.strictObject({ name: text(200) }),
    stream: 'request',
    answer: z.strictObject({ fileId: id, name: z.string(), size: z.int(), type: z.string() }),
    status: 201,
    errors: ['FILE_TOO_LARGE', 'FILE_EMPTY', 'FILE_TYPE_REFUSED', 'UNSUPPORTED_MEDIA_TYPE'],
  }),
  addressFile: defineRoute({
    id: 'addressFile',
    method: 'post',
    path: '/api/files/:fileId/address',
    tag: 'files',
    summary: 'A short-lived address of one file, for who uploaded it or may read the case it belongs to (D15)',
    access: 'signed-in',
    params: z.strictObject({ fileId: id }),
    answer: z.strictObject({ url: z.string(), name: z.string(), type: z.string(), size: z.int(), expiresAt: instant }),
  }),
  downloadFile: defineRoute({
    id: 'downloadFile',
    method: 'get',
    path: '/api/files/content/:token',
    tag: 'files',
    summary: 'The bytes at a short-lived address; PDF and pictures inline in a sandbox, all else as attachment',
    access: 'public',
    params: z.strictObject({ token: z.string().max(2000) }),
    stream: 'answer',
    answer: empty,
    errors: ['NOT_FOUND', 'TOKEN_EXPIRED', 'TOKEN_INVALID'],
  }),
};
