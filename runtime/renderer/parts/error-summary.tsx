import { ExclamationCircleFilled } from '@ant-design/icons';
import { type ReactElement, useEffect, useRef } from 'react';
import { type CompiledForm, type FormIssue, issueText, onlyRowId } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { translator, useStoreVersion } from '../session/hooks.js';
import { type SessionStore, storeOf } from '../session/session-store.js';
import type { FormSession } from '../types.js';

interface ErrorSummaryProps {
  readonly session: FormSession;
  readonly section?: number | 'current' | 'all';
}

/**
 * The errors of a page that someone tried to pass, each leading to its field; nothing before that, and it goes away when
 * the last is mended. It gets the focus on a failed attempt, so that a screen reader begins here.
 */
export function ErrorSummary({ session, section = 'all' }: ErrorSummaryProps): ReactElement | null {
  const store = storeOf(session);
  useStoreVersion(store);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (store.pendingFocus !== ':summary' || box.current === null) return;
    store.pendingFocus = undefined;
    box.current.focus();
  });
  const page = section === 'all' ? undefined : section === 'current' ? store.index : section;
  const issues = store.attemptedIssues(page);
  if (issues.length === 0) return null;
  const t = translator(store.locale);
  return (
    <div ref={box} className="dxf-summary" role="alert" tabIndex={-1}>
      <h2>
        <ExclamationCircleFilled aria-hidden="true" /> {t('summary.title', { n: issues.length })}
      </h2>
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.path} ${issue.code}`}>
            <button type="button" className="dxf-link" onClick={() => store.focus(issue.path)}>
              {issueLine(store, issue)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** “联系人手机：手机号少 1 位，应为 11 位”; in a table with the row's number. */
function issueLine(store: SessionStore, issue: FormIssue): string {
  const { compiled, locale } = store;
  const [id = '', rowId, columnId] = issue.path.split('.');
  const field = compiled.field(columnId === undefined ? id : `${id}.${columnId}`);
  const text = issueText(issue, locale, field);
  const where = [titleOf(compiled, id, locale)];
  if (rowId !== undefined && rowId !== onlyRowId)
    where.push(translator(locale)('table.row', { n: store.engine.rowIds(id).indexOf(rowId) + 1 }));
  if (columnId !== undefined && field !== undefined) where.push(wordsOf(field, locale).title);
  const place = where.filter((part) => part !== '').join(locale === 'zh-CN' ? '' : ', ');
  // “请填写联系人手机” names the field already.
  return place === '' || (rowId === undefined && text.includes(place))
    ? text
    : `${place}${locale === 'zh-CN' ? '：' : ': '}${text}`;
}

const titleOf = (compiled: CompiledForm, id: string, locale: SessionStore['locale']): string => {
  const field = compiled.field(id);
  return field === undefined ? '' : wordsOf(field, locale).title;
};
