import { EyeOutlined, QuestionCircleOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { Link } from 'react-router';
import type { Me } from '#core/contract';
import { designerMessages } from '#core/messages';
import { Seal, UserMenu, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import type { DoneStep } from '../model/draft/command-stack.js';
import type { PolicyDocument } from '../model/draft/document.js';
import { marks, type Tab, tabs } from '../model/places.js';
import { SavedState } from './saved-state.js';

interface EditorBarProps {
  readonly me: Me;
  readonly tab: Tab;
  readonly policyId: string;
  readonly onPublish: () => void;
  readonly onHelp: () => void;
}

/** Policy, saved state, tabs with a mark where something is wrong, undo and redo, try, check and publish. */
export function EditorBar({ me, tab, policyId, onPublish, onHelp }: EditorBarProps) {
  const t = useMessages(designerMessages);
  const { doc } = useDraft();
  return (
    <header className="dx-bar ds-bar dx-no-print">
      <Link to="/" className="ds-home" aria-label={t('bar.toList')} title={t('bar.toList')}>
        <Seal />
      </Link>
      <div className="ds-policy">
        <h1 title={doc.elements.title}>{doc.elements.title}</h1>
        <SavedState />
      </div>
      <Tabs tab={tab} policyId={policyId} />
      <div className="dx-bar-tools">
        <UndoRedo />
        <Link className="ant-btn ant-btn-default ant-btn-variant-outlined ds-try" to={`/${policyId}/preview`}>
          <EyeOutlined aria-hidden />
          <span>{t('bar.try')}</span>
        </Link>
        <Button type="primary" onClick={onPublish}>
          {t('bar.publish')}
        </Button>
        <Tooltip title={t('bar.keys')}>
          <Button
            type="text"
            aria-label={t('bar.keys')}
            icon={<QuestionCircleOutlined aria-hidden />}
            onClick={onHelp}
          />
        </Tooltip>
        <UserMenu me={me} home="/designer" />
      </div>
    </header>
  );
}

function Tabs({ tab, policyId }: { readonly tab: Tab; readonly policyId: string }) {
  const t = useMessages(designerMessages);
  const { problems } = useDraft();
  const found = marks(problems);
  return (
    <nav className="dx-tabs" aria-label={t('bar.tabs')}>
      {tabs.map((one) => {
        const mark = one === 'preview' ? undefined : found[one];
        return (
          <Link key={one} to={`/${policyId}/${one}`} aria-current={one === tab ? 'page' : undefined}>
            {t(`tab.${one}`)}
            {mark === undefined ? null : (
              <span className="ds-dot" data-severity={mark} title={t(`mark.${mark}`)}>
                <span className="dx-visually-hidden">{t(`mark.${mark}`)}</span>
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}

function UndoRedo() {
  const t = useMessages(designerMessages);
  const { store, snapshot } = useDraft();
  const { done, undone } = snapshot.history;
  return (
    <span className="ds-history">
      <HistoryButton
        label={t('bar.undo')}
        step={done.at(-1)}
        icon={<UndoOutlined aria-hidden />}
        onClick={() => store.undo()}
      />
      <HistoryButton
        label={t('bar.redo')}
        step={undone.at(-1)}
        icon={<RedoOutlined aria-hidden />}
        onClick={() => store.redo()}
      />
    </span>
  );
}

interface HistoryButtonProps {
  readonly label: string;
  readonly step: DoneStep<PolicyDocument> | undefined;
  readonly icon: React.ReactNode;
  readonly onClick: () => void;
}

function HistoryButton({ label, step, icon, onClick }: HistoryButtonProps) {
  const t = useMessages(designerMessages);
  const words =
    step === undefined
      ? label
      : t('bar.step', { act: label, what: isKey(step.name) ? t(step.name, step.params) : step.name });
  return (
    <Button type="text" aria-label={label} title={words} disabled={step === undefined} icon={icon} onClick={onClick} />
  );
}

type MessageKey = Parameters<ReturnType<typeof useMessages<keyof typeof designerMessages.zh & string>>>[0];

function isKey(name: string): name is MessageKey {
  return Object.hasOwn(designerMessages.zh, name);
}
