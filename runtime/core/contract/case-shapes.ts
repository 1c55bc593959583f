import { stepKinds } from '../flow/index.js';
import { id, instant, light } from './shared.js';
import { z } from './zod.js';

/* Pieces that cases and tasks share. */

export const caseStatus = z.enum([
  'in-progress',
  'correction',
  'completed',
  'refused',
  'acceptance-refused',
  'withdrawn',
  'terminated',
]);
export const stepKind = z.enum(stepKinds);

export const timeLeft = z.strictObject({
  dueAt: instant.nullable(),
  light,
  /** Working minutes left; negative when overdue; null where there is no limit. */
  workingMinutesLeft: z.int().nullable(),
});

export const opinion = z.string().trim().max(2000);
export const commandErrors = [
  'CASE_FINISHED',
  'CASE_BUSY',
  'TASK_CLOSED',
  'ACTION_NOT_ALLOWED',
  'FLOW_REFUSED',
  'LIMIT_EXCEEDED',
  'IDEMPOTENCY_KEY_REUSED',
] as const;
export const outcome = z.strictObject({ caseId: id, status: caseStatus });
