import { administrationRoutes } from './administration.js';
import { applicantRoutes, noticeRoutes } from './applicants.js';
import { approvalRoutes } from './approvals.js';
import { authRoutes } from './auth.js';
import { caseRoutes } from './cases.js';
import { draftRoutes, fileRoutes } from './drafts.js';
import { enterpriseRoutes } from './enterprises.js';
import { liveRoutes } from './live.js';
import { operationRoutes } from './operations.js';
import { policyRoutes } from './policies.js';
import { screeningRoutes } from './screenings.js';
import { taskRoutes } from './tasks.js';

export type { Account, Unit } from './administration.js';
export type { ApplicantView, NoticeView } from './applicants.js';
export type { StandIn, TenantRules } from './approvals.js';
export { type AuditAction, auditActions } from './audit-actions.js';
export type { Me } from './auth.js';
export type { CaseDetail, CaseRow, TimelineEntry } from './cases.js';
export type { DraftView, OnBehalf } from './drafts.js';
export type { EnterpriseImport } from './enterprises.js';
export { accessErrors, commonErrors, type ErrorCode, errorStatus } from './errors.js';
export type { CalendarIssueCode, PasswordIssueCode, RequestIssueCode } from './issue-codes.js';
export { type LiveEvent, liveTopics } from './live.js';
export type { IncidentView, MigrationRow, MigrationView } from './operations.js';
export { type Permission, type Role, rolePermissions } from './permissions.js';
export {
  type CatalogueRow,
  type DraftPolicy,
  type PolicyGuide,
  type PolicyPart,
  type PolicyRow,
  type PolicyVersionContent,
  policyParts,
} from './policies.js';
export { type ProblemDocument, problemDocument } from './problem.js';
export type { Access, AnswerOf, BodyOf, ObjectSchema, ParamsOf, QueryInputOf, QueryOf, Route } from './route.js';
export type { ScreeningExplanation, ScreeningRow, ScreeningView } from './screenings.js';
export type { MyTask, TaskAct, TaskRow } from './tasks.js';
export { z } from './zod.js';

/** Every route of the HTTP API, by id. */
export const routes = {
  ...authRoutes,
  ...administrationRoutes,
  ...applicantRoutes,
  ...noticeRoutes,
  ...policyRoutes,
  ...draftRoutes,
  ...fileRoutes,
  ...caseRoutes,
  ...taskRoutes,
  ...operationRoutes,
  ...approvalRoutes,
  ...liveRoutes,
  ...enterpriseRoutes,
  ...screeningRoutes,
};
