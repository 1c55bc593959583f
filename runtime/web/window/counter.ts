import type { UploadedFile } from '#client';
import type { OnBehalf } from '#core/contract';

/** What was taken down of who came; as typed, whole or not. */
export interface Came {
  readonly values: Partial<Pick<OnBehalf, 'relation' | 'agentName' | 'agentIdentityNumber' | 'agentMobile'>>;
  readonly mandate: UploadedFile | null;
  readonly hasConsent: boolean;
}

/** Who stands at the counter, and what is being filed. */
export interface Counter {
  readonly applicantId: string;
  readonly came: Came | null;
  readonly draftId: string | null;
}

const keyOf = (accountId: string) => `duixian.counter.${accountId}`;

/** Kept for this clerk in this tab, over a change of page and a reload, until the next person comes or the tab is closed. */
export function keptCounter(accountId: string): Counter | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(accountId)) ?? 'null') as Counter | null;
  } catch {
    return null;
  }
}

export function keepCounter(accountId: string, counter: Counter | null): void {
  if (counter === null) sessionStorage.removeItem(keyOf(accountId));
  else sessionStorage.setItem(keyOf(accountId), JSON.stringify(counter));
}
