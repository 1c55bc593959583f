import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listenLive } from '#client';
import type { LiveEvent } from '#core/contract';
import { useSessionState } from './use-session.js';

/** How often pages that hear of changes ask all the same: a net under the stream, for what it may lose. */
export const netMs = 60_000;

/**
 * What shows something of this topic. Of cases only what shows one, not what is being filled in beside it
 * (`['case', id, 'correct']`): that must not change under someone's hands.
 */
const shows: Readonly<Record<LiveEvent['topic'], (key: QueryKey, id: string | undefined) => boolean>> = {
  tasks: ([name]) => name === 'tasks',
  notices: ([name]) => name === 'notices',
  cases: ([name, shownId, ...more], id) =>
    name === 'cases' || (name === 'case' && more.length === 0 && (id === undefined || id === shownId)),
};

/** Has what is on the page of this topic fetched anew. */
function refresh(queries: QueryClient, { topic, id }: LiveEvent): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => shows[topic](queryKey, id) });
}

/** Keeps lists, cases and notices of this page up to date while somebody is signed in (D15). Once per page. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  const state = useSessionState();
  const accountId = state.kind === 'signed-in' ? state.me.accountId : null;
  useEffect(() => {
    if (accountId === null) return undefined;
    return listenLive({
      onEvent: (event) => refresh(queries, event),
      onGap: () => {
        for (const topic of ['tasks', 'cases', 'notices'] as const) refresh(queries, { topic });
      },
    });
  }, [accountId, queries]);
}
