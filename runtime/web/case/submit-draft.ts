import { ApiError, call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import type { FormIssue } from '#core/form';
import type { DraftSaver } from './draft-saver.js';

/**
 * Files a draft once everything typed is on the server. What could not be saved is not submitted: the refusal says
 * whether somebody else changed the draft or the server was not reached. Throws `ApiError`.
 */
export async function submitDraft(
  saver: DraftSaver,
  draftId: string,
  idempotencyKey: string,
): Promise<AnswerOf<typeof routes.submitDraft>> {
  const revision = await saver.flush();
  if (revision === null) throw unsaved(saver.state.kind === 'conflict');
  return call(routes.submitDraft, { params: { draftId }, body: { revision }, idempotencyKey });
}

const unsaved = (isConflict: boolean) =>
  new ApiError({
    code: isConflict ? 'REVISION_CONFLICT' : 'OFFLINE',
    status: isConflict ? 409 : 0,
    params: {},
    issues: undefined,
    requestId: undefined,
  });

/** The form's issues in a refused submission, to be shown at their fields; none where it was refused for another reason. */
export function issuesOfRefusal(error: unknown): readonly FormIssue[] {
  if (!(error instanceof ApiError) || error.code !== 'SUBMISSION_INVALID') return [];
  return (error.issues ?? []) as unknown as readonly FormIssue[];
}
