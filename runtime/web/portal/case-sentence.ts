import type { CaseRow } from '#core/contract';
import { formatDate, portalMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';

/** One sentence about now and when: who does what by when. */
export function useCaseSentence(): (row: Pick<CaseRow, 'status' | 'currentSteps'>) => string {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  return ({ status, currentSteps }) => {
    if (status !== 'in-progress') return t(`case.now.${status}`);
    const [step] = currentSteps;
    if (step === undefined) return t('case.now.waiting');
    const params = { handler: step.handler, step: step.name };
    if (step.dueAt === null) return t('case.now.in-progress-open', params);
    const date = formatDate(step.dueAt, locale);
    return t(step.light === 'red' ? 'case.now.late' : 'case.now.in-progress', { ...params, date });
  };
}
