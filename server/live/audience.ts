import type { LiveEvent } from '#core/contract';
import type { OutboxEntry } from '../cases/case-document.js';
import { reachKeys } from '../cases/unit-keys.js';
import type { Principal } from '../http/principal.js';
import type { EntrySource } from '../outbox/relay.js';
import { keysOfPrincipal } from '../tasks/candidate-keys.js';
import type { Announcement } from './announcements.js';

/*
 * Whom a change concerns, in the same keys by which lists find tasks and cases: candidate keys of steps (also of those
 * that have just ended, for they leave somebody's list), accounts, applicants, and units that filed or supervise.
 */

const account = (id: string) => `account:${id}`;
const applicant = (id: string) => `applicant:${id}`;
const filed = (key: string) => `filed:${key}`;
const seen = (key: string) => `seen:${key}`;

/** Who is to hear of an entry, by topic. */
export function audienceOf(
  source: EntrySource,
  { tasks, notices, by }: Pick<OutboxEntry, 'tasks' | 'notices' | 'by'>,
): Pick<Announcement, 'tasksFor' | 'casesFor' | 'noticesFor'> {
  const holders = tasks.flatMap(({ claimedBy, doneBy }) => [claimedBy, doneBy]).filter((id) => id !== null);
  const steps = tasks.flatMap(({ candidateKeys, openKeys }) => [...candidateKeys, ...openKeys]);
  const tasksFor = tasks.length === 0 ? [] : [...steps, ...[...holders, by.accountId].map(account)];
  const casesFor = [
    ...tasksFor,
    ...source.handlers.map(account),
    applicant(source.applicantId),
    ...source.filedFrom.map(filed),
    ...source.seenFrom.map(seen),
  ];
  return {
    tasksFor: [...new Set(tasksFor)],
    casesFor: [...new Set(casesFor)],
    noticesFor: [...new Set(notices.map(({ applicantId }) => applicant(applicantId)))],
  };
}

/** The keys under which somebody is addressed; they give no more than the lists do (D1). */
function keysOf(principal: Principal): ReadonlySet<string> {
  return new Set([
    account(principal.accountId),
    ...keysOfPrincipal(principal),
    ...principal.applicantIds.map(applicant),
    ...reachKeys(principal, 'case.file-on-behalf').map(filed),
    ...reachKeys(principal, 'case.supervise').map(seen),
  ]);
}

/** With more cases at once than this, their pages are better told to fetch whatever they show. */
const mostNamed = 50;

/** What somebody is told of these announcements: each topic once, each case once. Those of other tenants are passed over. */
export function eventsFor(principal: Principal, announcements: readonly Announcement[]): readonly LiveEvent[] {
  const keys = keysOf(principal);
  const concerns = (audience: readonly string[]) => audience.some((key) => keys.has(key));
  const own = announcements.filter(({ tenantId }) => tenantId === principal.tenantId);
  const cases = [...new Set(own.filter(({ casesFor }) => concerns(casesFor)).map(({ caseId }) => caseId))];
  const named = cases.length > mostNamed ? [{ topic: 'cases' as const }] : cases.map(caseEvent);
  return [
    ...(own.some(({ tasksFor }) => concerns(tasksFor)) ? [{ topic: 'tasks' as const }] : []),
    ...named,
    ...(own.some(({ noticesFor }) => concerns(noticesFor)) ? [{ topic: 'notices' as const }] : []),
  ];
}

const caseEvent = (id: string): LiveEvent => ({ topic: 'cases', id });
