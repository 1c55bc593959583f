import type { Projection } from '../outbox/relay.js';
import type { AuditLog } from './audit-log.js';

/** What a command leaves in the audit log, under an id of its own, so that relaying it twice records it once. */
export const projectAudit =
  (audit: AuditLog): Projection =>
  async ({ _id: caseId, tenantId }, { seq, at, by, audits }) => {
    for (const [index, { action, detail }] of audits.entries()) {
      const id = `${caseId}:${seq}:${index}`;
      await audit.record({ tenantId, actor: by, action, target: caseId, detail, id, at: new Date(at) });
    }
  };
