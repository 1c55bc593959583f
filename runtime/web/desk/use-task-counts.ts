import { useQuery } from '@tanstack/react-query';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { netMs } from '#ui';

/** How many steps wait for me; fetched anew every few seconds, so that new work appears without reloading. */
export function useTaskCounts(enabled: boolean): AnswerOf<typeof routes.listTasks>['counts'] | undefined {
  return useQuery({
    queryKey: ['tasks', 'counts'],
    queryFn: () => call(routes.listTasks, { query: { list: 'open', limit: 1 } }),
    enabled,
    refetchInterval: netMs,
  }).data?.counts;
}
