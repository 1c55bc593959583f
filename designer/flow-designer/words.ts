import { useQuery } from '@tanstack/react-query';
import { call } from '#client';
import { routes, type Unit } from '#core/contract';
import type { WorkingLimit } from '#core/flow';
import { designerFlowMessages, roleWords } from '#core/messages';
import { useMessages } from '#ui';
import { readAssignee, unitSelectors } from '../model/flow/assignee.js';

/** A limit as people say it. */
export function useLimitWords(): (limit: WorkingLimit | null) => string {
  const t = useMessages(designerFlowMessages);
  return (limit) => {
    if (limit === null) return t('steps.noLimit');
    return 'workingDays' in limit
      ? t('steps.limit', { days: limit.workingDays })
      : t('steps.limitHours', { hours: limit.workingHours });
  };
}

export function useUnits(): readonly Unit[] {
  const units = useQuery({
    queryKey: ['units'],
    queryFn: ({ signal }) => call(routes.listUnits, { signal }),
    staleTime: 300_000,
  });
  return units.data?.items ?? [];
}

/** Who does it: role and unit, as people know them. */
export function useWhoWords(): (assignee: string) => string {
  const t = useMessages(designerFlowMessages);
  const roles = useMessages(roleWords);
  const units = useUnits();
  return (text) => {
    if (text === '') return t('steps.nobody');
    const assignee = readAssignee(text);
    if (assignee === undefined) return t('step.whoOther', { assignee: text });
    if (assignee.role === 'applicant') return t('step.whoApplicant');
    const known = unitSelectors.find((selector) => selector === assignee.selector);
    const code = assignee.selector.replace(/^unit:/, '');
    const unit = known === undefined ? (units.find((one) => one.code === code)?.name ?? code) : t(`unit.${known}`);
    return `${unit} · ${roles(assignee.role)}`;
  };
}
