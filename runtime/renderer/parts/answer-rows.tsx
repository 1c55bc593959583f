import type { ReactElement, ReactNode } from 'react';
import type { FieldInfo, FormLocale, Row } from '#core/form';
import { amountInCapitals, isAmountFen } from '#core/money';
import { wordsOf } from '../controls/control.js';
import { AnswerText } from '../fields/read-value.js';
import { translator } from '../session/hooks.js';
import type { FileOpener } from '../types.js';

interface AnswerRowsProps {
  readonly fields: readonly FieldInfo[];
  readonly answerOf: (field: FieldInfo) => unknown;
  readonly locale: FormLocale;
  readonly openFile?: FileOpener | undefined;
  readonly tagsOf?: ((field: FieldInfo) => ReactNode) | undefined;
}

/** Label and value in rows, as on a printed form; tables in full. */
export function AnswerRows({ fields, answerOf, locale, openFile, tagsOf }: AnswerRowsProps): ReactElement {
  const t = translator(locale);
  return (
    <dl className="dxf-rows">
      {fields.map((info) => {
        const value = answerOf(info);
        const capitals =
          info.component === 'Money' && locale === 'zh-CN' && isAmountFen(value) ? amountInCapitals(value) : undefined;
        const isTable = info.component === 'Table' && Array.isArray(value) && value.length > 0;
        return (
          <div
            key={info.id}
            className="dxf-row"
            data-wide={isTable || info.component === 'File' || undefined}
            data-path={info.id}
          >
            <dt>{wordsOf(info, locale).title}</dt>
            <dd>
              {isTable ? (
                <RowsTable table={info} rows={value as readonly Row[]} locale={locale} />
              ) : (
                <AnswerText info={info} value={value} locale={locale} t={t} openFile={openFile} />
              )}
              {tagsOf?.(info)}
              {capitals === undefined ? null : <small className="dxf-capitals">{capitals}</small>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function RowsTable({
  table,
  rows,
  locale,
}: {
  readonly table: FieldInfo;
  readonly rows: readonly Row[];
  readonly locale: FormLocale;
}) {
  const t = translator(locale);
  const columns = table.columns.filter((column) => rows.some((row) => row[column.id] !== undefined));
  return (
    <div className="dxf-table" data-reading="true">
      <table aria-label={wordsOf(table, locale).title}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {wordsOf(column, locale).title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id} data-title={t('table.row', { n: index + 1 })}>
              {columns.map((column) => (
                <td key={column.id} data-component={column.component}>
                  <span className="dxf-cell-label" aria-hidden="true">
                    {wordsOf(column, locale).title}
                  </span>
                  <AnswerText info={column} value={row[column.id]} locale={locale} t={t} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
