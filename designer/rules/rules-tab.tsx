import './rules.css';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { AmountPanel } from './amount/amount-panel.js';
import { ConditionList } from './condition-list.js';
import { DecisionsPanel } from './decisions-panel.js';
import { TrialPane } from './trial/trial-pane.js';
import { useTrial } from './trial/use-trial.js';
import { useRules } from './use-rules.js';

/** Who qualifies, condition by condition with its clause, what is looked up in tables, how much there is; tried beside it. */
export function RulesTab() {
  const t = useMessages(designerRuleMessages);
  const { doc } = useDraft();
  const { change } = useRules();
  const trial = useTrial();
  return (
    <>
      <div className="dx-pane ds-page">
        <div className="ds-page-inner ds-rules">
          <h2 className="dx-visually-hidden">{t('rules.heading')}</h2>
          <ConditionList trial={trial} />
          <DecisionsPanel trial={trial} />
          <AmountPanel
            rules={doc.rules}
            onChange={(edit, mergeKey) => change('command.changeAmount', edit, mergeKey)}
          />
        </div>
      </div>
      <TrialPane trial={trial} />
    </>
  );
}
