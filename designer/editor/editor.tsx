import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import type { Me } from '#core/contract';
import { designerMessages } from '#core/messages';
import { LoadingRows, useMessages } from '#ui';
import { ElementsTab } from '../elements/elements-tab.js';
import { MaterialsTab } from '../materials/materials-tab.js';
import type { Tab } from '../model/places.js';
import { PreviewTab } from '../preview/preview-tab.js';
import { PublishDialog } from '../publish/publish-dialog.js';
import { SampleProvider } from '../rules/trial/sample-context.js';
import { EditorBar } from './editor-bar.js';
import { Notices } from './notices.js';
import { ShortcutsDialog } from './shortcuts-dialog.js';
import { useShortcuts } from './use-shortcuts.js';

// Form and rules bring drag and drop, the flow designer bpmn-js; none is needed for the other tabs.
const FormTab = lazy(() => import('../form-designer/form-tab.js').then(({ FormTab }) => ({ default: FormTab })));
const RulesTab = lazy(() => import('../rules/rules-tab.js').then(({ RulesTab }) => ({ default: RulesTab })));
const FlowTab = lazy(() => import('../flow-designer/flow-tab.js').then(({ FlowTab }) => ({ default: FlowTab })));

const pages: Readonly<Record<Tab, React.ComponentType>> = {
  elements: ElementsTab,
  form: FormTab,
  rules: RulesTab,
  flow: FlowTab,
  materials: MaterialsTab,
  preview: PreviewTab,
};

/** One bar, and under it the tab in the address. */
export function Editor({
  me,
  tab,
  onPublished,
}: {
  readonly me: Me;
  readonly tab: Tab;
  readonly onPublished: () => Promise<void>;
}) {
  const t = useMessages(designerMessages);
  const { policyId = '' } = useParams();
  const [isPublishing, setPublishing] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts({ onHelp: () => setHelpOpen(true), onPublish: () => setPublishing(true) });
  const Page = pages[tab];
  return (
    <div className="dx-office ds-editor">
      <a className="dx-visually-hidden" href="#content">
        {t('bar.skip')}
      </a>
      <EditorBar
        me={me}
        tab={tab}
        policyId={policyId}
        onPublish={() => setPublishing(true)}
        onHelp={() => setHelpOpen(true)}
      />
      <Notices />
      <aside className="ds-narrow-notice" aria-label={t('narrow.label')}>
        {t('narrow')}
      </aside>
      <SampleProvider>
        <main id="content" className="dx-office-main ds-main" key={tab}>
          <Suspense
            fallback={
              <div className="ds-loading">
                <LoadingRows rows={3} />
              </div>
            }
          >
            <Page />
          </Suspense>
        </main>
      </SampleProvider>
      <PublishDialog isOpen={isPublishing} onClose={() => setPublishing(false)} onPublished={onPublished} />
      <ShortcutsDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
