import { designerMessages } from '#core/messages';
import type { PolicyElements } from '#core/policy';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { withPart } from '../model/draft/document.js';
import { BasicFacts } from './basic-facts.js';
import { Contacts } from './contacts.js';
import { DemoValues } from './demo-values.js';
import { Terms } from './terms.js';

export interface ElementsProps {
  readonly elements: PolicyElements;
  readonly set: (change: Partial<PolicyElements>, mergeKey: string) => void;
}

/** 要素: what applicants and staff are told of the policy (R6). */
export function ElementsTab() {
  const t = useMessages(designerMessages);
  const { doc, store } = useDraft();
  const set: ElementsProps['set'] = (change, mergeKey) =>
    store.perform({
      name: 'command.changeElements',
      mergeKey: `elements.${mergeKey}`,
      execute: (before) => withPart(before, 'elements', { ...before.elements, ...change }),
    });
  const props: ElementsProps = { elements: doc.elements, set };
  return (
    <div className="dx-pane ds-page">
      <div className="ds-page-inner">
        <header className="ds-page-head">
          <div>
            <h2>{t('elements.title')}</h2>
            <p className="ds-help">{t('elements.help')}</p>
          </div>
        </header>
        <BasicFacts {...props} />
        <Terms {...props} />
        <Contacts {...props} />
        <DemoValues {...props} />
      </div>
    </div>
  );
}
