import { useQuery } from '@tanstack/react-query';
import { call } from '#client';
import { routes, type Unit } from '#core/contract';
import { parseAssignee, type UnitSelector, type WorkingLimit } from '#core/flow';
import { designerApprovalMessages, designerFlowMessages, roleWords } from '#core/messages';
import { useMessages } from '#ui';
import { stepRoles, unitSelectors } from '../model/flow/assignee.js';

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

/** Who does it, as people know them. */
export function useWhoWords(): (assignee: string) => string {
  const t = useMessages(designerFlowMessages);
  const said = useMessages(designerApprovalMessages);
  const roles = useMessages(roleWords);
  const units = useUnits();
  const unitName = (code: string) => units.find((one) => one.code === code)?.name ?? code;
  const place = (selector: UnitSelector) => {
    const known = unitSelectors.find((one) => one === selector);
    return known === undefined ? unitName(selector.replace(/^unit:/, '')) : t(`unit.${known}`);
  };
  return (text) => {
    if (text === '') return t('steps.nobody');
    const assignee = parseAssignee(text);
    switch (assignee?.kind) {
      case undefined:
        return t('step.whoOther', { assignee: text });
      case 'applicant':
        return t('step.whoApplicant');
      case 'role': {
        const role = stepRoles.find((one) => one === assignee.role);
        return `${place(assignee.selector)} · ${role === undefined ? assignee.role : roles(role)}`;
      }
      case 'post':
        return `${place(assignee.selector)} · ${assignee.post}`;
      case 'head':
        return `${place(assignee.selector)} · ${said('who.head')}`;
      case 'unit':
        return unitName(assignee.code);
      case 'person':
        return assignee.login;
      case 'field':
        return `${said('who.field')}：${assignee.field}`;
      case 'feel':
        return said('who.feel');
    }
  };
}
