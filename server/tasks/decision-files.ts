import type { DecisionRecord } from '#core/flow';
import type { CaseServices } from '../cases/case-services.js';
import { DomainError } from '../http/domain-error.js';
import type { AtStep } from './task-access.js';

interface GivenRecord {
  readonly attachments?: readonly string[] | undefined;
  readonly signature?: string | undefined;
  readonly clauses?: readonly string[] | undefined;
  readonly minutes?: DecisionRecord['minutes'] | undefined;
}

/** What a decision leaves behind, with its files held for the case before the case names them; FILE_UNKNOWN for others'. */
export async function holdRecord(
  services: CaseServices,
  { loaded, principal }: AtStep,
  given: GivenRecord | undefined,
): Promise<DecisionRecord | null> {
  if (given === undefined) return null;
  const { attachments = [], signature, clauses = [], minutes } = given;
  const ids = [...attachments, ...(signature === undefined ? [] : [signature])];
  if (ids.length > 0) {
    const records = await services.files.byIds(loaded.tenantId, ids);
    const ref = `case:${loaded._id}`;
    const own = (id: string) => {
      const file = records.get(id);
      return file !== undefined && (file.uploadedBy === principal.accountId || file.refs.includes(ref));
    };
    const missing = ids.filter((id) => !own(id)).length;
    const isDrawn = signature === undefined || records.get(signature)?.type === 'image/png';
    if (missing > 0 || !isDrawn) throw new DomainError('FILE_UNKNOWN', { count: Math.max(1, missing) });
    await services.files.hold(loaded.tenantId, ids, ref);
  }
  return {
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(signature === undefined ? {} : { signature }),
    ...(clauses.length === 0 ? {} : { clauses }),
    ...(minutes === undefined ? {} : { minutes }),
  };
}
