import { App, Button, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import type { Decision } from '#core/dmn';
import { designerDecisionMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { randomId } from '../draft/use-selection.js';
import { type AddedDecisions, importedDecisions } from '../model/rules/import-decisions.js';
import { ImportReport } from './import-report.js';

/** Decisions a policy may have. */
const maxDecisions = 40;

export interface ImportResult extends AddedDecisions {
  readonly fileName: string;
  /** What could not be taken, in words. */
  readonly issues: readonly string[];
}

/** Decisions from DMN files of other modellers, and for them. */
export function DmnFiles({ onAdd }: { readonly onAdd: (decisions: readonly Decision[]) => void }) {
  const t = useMessages(designerDecisionMessages);
  const { message } = App.useApp();
  const { doc, names, types } = useDraft();
  const input = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const locale = useLocale();
  const take = async (file: File) => {
    const { dmnIssueText, importDmn } = await import('#core/dmn-file');
    const read = await importDmn(await file.text());
    const words = (issues: Parameters<typeof dmnIssueText>[0][]) => issues.map((issue) => dmnIssueText(issue, locale));
    if (!read.ok) {
      setResult({ fileName: file.name, decisions: [], renamed: [], issues: words([...read.error]) });
      return;
    }
    const added = importedDecisions(read.value.decisions, names, randomId);
    const isTooMany = doc.rules.decisions.length + added.decisions.length > maxDecisions;
    const issues = isTooMany ? [t('dmn.tooMany', { maximum: maxDecisions })] : words([...read.value.issues]);
    if (!isTooMany) onAdd(added.decisions);
    setResult({ fileName: file.name, ...(isTooMany ? { decisions: [], renamed: [] } : added), issues });
  };
  const save = async () => {
    const { exportDmn } = await import('#core/dmn-file');
    const name = doc.elements.title || 'DMN';
    const xml = await exportDmn(doc.rules.decisions, { name, variables: types });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }));
    link.download = `${name}.dmn`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const failed = (error: unknown) =>
    message.error(t('dmn.failed', { reason: error instanceof Error ? error.message : String(error) }));
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'import', label: t('dmn.import') },
            { key: 'export', label: t('dmn.export'), disabled: doc.rules.decisions.length === 0 },
          ],
          onClick: ({ key }) => {
            if (key === 'import') input.current?.click();
            else save().catch(failed);
          },
        }}
      >
        <Button>{t('dmn.files')}</Button>
      </Dropdown>
      <input
        ref={input}
        type="file"
        hidden
        accept=".dmn,.xml"
        aria-label={t('dmn.import')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) take(file).catch(failed);
        }}
      />
      <ImportReport result={result} onClose={() => setResult(null)} />
    </>
  );
}
