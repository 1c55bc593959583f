import { CheckCircleFilled, ExclamationCircleFilled, LoadingOutlined, WarningFilled } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { designerFlowMessages } from '#core/messages';
import { policyProblemText } from '#core/policy';
import { useLocale, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';

/** Proved or not, the longest way against the promise, and the problems, each leading to its element. */
export function FootLine({ onSelect }: { readonly onSelect: (id: string | null) => void }) {
  const t = useMessages(designerFlowMessages);
  const { flow, doc } = useDraft();
  const promised = doc.elements.promisedWorkingDays;
  const longest = flow?.proof?.longestWorkingDays ?? null;
  const worst = flow?.proof?.worstWorkingDays ?? null;
  return (
    <div className="ds-foot" role="status">
      <Verdict />
      {flow?.proof === undefined ? null : (
        <span data-tone={longest !== null && longest > promised ? 'error' : undefined}>
          {longest === null ? t('foot.unlimited', { promised }) : t('foot.longest', { days: longest, promised })}
          {worst === longest ? null : t('foot.worst', { days: worst ?? 0 })}
        </span>
      )}
      <Problems onSelect={onSelect} />
    </div>
  );
}

function Verdict() {
  const t = useMessages(designerFlowMessages);
  const { flow } = useDraft();
  if (flow === undefined) {
    return (
      <span>
        <LoadingOutlined aria-hidden /> {t('foot.reading')}
      </span>
    );
  }
  if (flow.proof === undefined) {
    return (
      <span data-tone="error">
        <ExclamationCircleFilled aria-hidden /> {t('foot.unreadable')}
      </span>
    );
  }
  switch (flow.proof.verdict) {
    case 'proved':
      return (
        <span data-tone="success">
          <CheckCircleFilled aria-hidden /> {t('foot.proved')}
        </span>
      );
    case 'gave-up':
      return (
        <span data-tone="warning">
          <WarningFilled aria-hidden /> {t('foot.gaveUp')}
        </span>
      );
    case 'counterexample':
      return (
        <span data-tone="error">
          <ExclamationCircleFilled aria-hidden /> {t('foot.counterexample')}
        </span>
      );
  }
}

function Problems({ onSelect }: { readonly onSelect: (id: string | null) => void }) {
  const t = useMessages(designerFlowMessages);
  const locale = useLocale();
  const { problems } = useDraft();
  const here = problems.filter((one) => one.part === 'flow');
  if (here.length === 0) return null;
  const errors = here.filter((one) => one.severity === 'error').length;
  return (
    <Popover
      trigger="click"
      placement="topLeft"
      content={
        <ul className="ds-foot-problems">
          {here.map((problem) => (
            <li key={`${problem.place}-${policyProblemText(problem, locale)}`}>
              <Button type="link" size="small" onClick={() => onSelect(problem.place === '' ? null : problem.place)}>
                {policyProblemText(problem, locale)}
              </Button>
            </li>
          ))}
        </ul>
      }
    >
      <Button type="text" size="small" className="ds-foot-button" data-tone={errors > 0 ? 'error' : 'warning'}>
        {errors > 0 ? <ExclamationCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
        {errors > 0 ? t('foot.errors', { count: errors }) : t('foot.problems', { count: here.length })}
      </Button>
    </Popover>
  );
}
