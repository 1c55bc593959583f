import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type FormIssue, type FormSchema, importFormily, issueText, parseForm } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';

interface Reading {
  readonly schema?: FormSchema;
  readonly issues: readonly FormIssue[];
  /** What an import left out. */
  readonly notes: readonly FormIssue[];
  readonly failure?: string;
}

/** The form as it is stored, to be read and edited; what is not of the format is refused with its path. Takes plain Formily too. */
export function JsonPane({ onApply }: { readonly onApply: (form: FormSchema) => void }) {
  const t = useMessages(designerFormMessages);
  const locale = useLocale();
  const { doc } = useDraft();
  const stored = JSON.stringify(doc.form, null, 2);
  const [text, setText] = useState(stored);
  const [seen, setSeen] = useState(stored);
  const [reading, setReading] = useState<Reading>();
  if (stored !== seen) {
    // Changed elsewhere, by undo or the sheet: what was typed here goes on only where it was not kept yet.
    if (text === seen) setText(stored);
    setSeen(stored);
  }
  const apply = () => {
    const read = readJson(text);
    setReading(read);
    if (read.schema === undefined) return;
    onApply(read.schema);
    setText(JSON.stringify(read.schema, null, 2));
  };
  return (
    <div className="ds-json">
      <p className="ds-help">{t('json.help')}</p>
      <textarea
        aria-label={t('json.label')}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setReading(undefined);
        }}
      />
      <div className="ds-json-acts">
        <Button type="primary" disabled={text === stored} onClick={apply}>
          {t('json.apply')}
        </Button>
        <Button
          disabled={text === stored}
          onClick={() => {
            setText(stored);
            setReading(undefined);
          }}
        >
          {t('json.discard')}
        </Button>
      </div>
      {reading?.failure === undefined ? null : (
        <Alert type="error" showIcon title={t('json.notJson', { reason: reading.failure })} />
      )}
      <IssueList title={t('json.refused')} type="error" issues={reading?.issues ?? []} locale={locale} />
      <IssueList
        title={t('json.imported', { n: reading?.notes.length ?? 0 })}
        type="warning"
        issues={reading?.notes ?? []}
        locale={locale}
      />
    </div>
  );
}

function readJson(text: string): Reading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { issues: [], notes: [], failure: error instanceof Error ? error.message : String(error) };
  }
  const isOurs = typeof json === 'object' && json !== null && 'version' in json;
  if (isOurs) {
    const parsed = parseForm(json);
    return parsed.ok ? { schema: parsed.value, issues: [], notes: [] } : { issues: parsed.error, notes: [] };
  }
  const imported = importFormily(json);
  return imported.ok
    ? { schema: imported.value.schema, issues: [], notes: imported.value.notes }
    : { issues: imported.error, notes: [] };
}

interface IssueListProps {
  readonly title: string;
  readonly type: 'error' | 'warning';
  readonly issues: readonly FormIssue[];
  readonly locale: ReturnType<typeof useLocale>;
}
function IssueList({ title, type, issues, locale }: IssueListProps) {
  if (issues.length === 0) return null;
  return (
    <Alert
      type={type}
      showIcon
      title={title}
      description={
        <ul>
          {issues.slice(0, 50).map((issue) => (
            <li key={`${issue.path} ${issue.code}`}>
              <code>{issue.path}</code> {issueText(issue, locale)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
