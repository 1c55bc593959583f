import { Modal } from 'antd';
import { portalMessages } from '#core/messages';
import type { AmountResult, EligibilityAssessment } from '#core/policy';
import { Conditions, useMessages } from '#ui';
import { AmountTrace } from '../case/amount-trace.js';

interface ConditionsDialogProps {
  readonly assessment: EligibilityAssessment;
  readonly amount: AmountResult | null;
  readonly onClose: () => void;
}

/** All conditions with what was found, and how the amount comes about; loaded when it is first asked for. */
export function ConditionsDialog({ assessment, amount, onClose }: ConditionsDialogProps) {
  const t = useMessages(portalMessages);
  return (
    <Modal open onCancel={onClose} footer={null} title={t('apply.conditions')}>
      <Conditions assessment={assessment} />
      {amount === null ? null : <AmountTrace amount={amount} />}
    </Modal>
  );
}
