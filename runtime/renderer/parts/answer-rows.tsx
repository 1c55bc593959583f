import { Fragment, type ReactNode } from 'react';
import { type FieldInfo, type FormLocale, fieldTypes, holdsRows, type Row } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { Capitals } from '../fields/capitals.js';
import { AnswerText } from '../fields/read-value.js';
import { TableSums } from '../fields/table-sums.js';
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
export function AnswerRows({ fields, answerOf, locale, openFile, tagsOf }: AnswerRowsProps): ReactNode {
  const t = translator(locale);
  return partsOf(fields).map(({ card, fields: members }) => (
    <Fragment key={members[0]?.id}>
      {card === undefined || card.node.title === '' ? null : (
        <h3 className="dxf-rows-head">{wordsOf(card, locale).title}</h3>
      )}
      <dl className="dxf-rows">
        {members.map((info) => {
          const value = answerOf(info);

          const isTable =
            holdsRows(info) && fieldTypes[info.component].print !== 'line' && Array.isArray(value) && value.length > 0;
          return (
            <div
              key={info.id}
              className="dxf-row"
              data-wide={isTable || info.kind === 'files' || undefined}
              data-path={info.id}
            >
              <dt>{wordsOf(info, locale).title}</dt>
              <dd>
                {isTable ? (
                  <Rows table={info} rows={value as readonly Row[]} locale={locale} openFile={openFile} />
                ) : (
                  <AnswerText info={info} value={value} locale={locale} t={t} openFile={openFile} />
                )}
                {tagsOf?.(info)}
                {info.component === 'Money' && value !== undefined ? (
                  <small className="dxf-capitals">
                    <Capitals info={info} value={value} locale={locale} />
                  </small>
                ) : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </Fragment>
  ));
}

/** Fields by the card they stand in, in the order of the page. */
function partsOf(
  fields: readonly FieldInfo[],
): readonly { readonly card: FieldInfo | undefined; readonly fields: readonly FieldInfo[] }[] {
  const cards = new Map(fields.filter(({ component }) => component === 'Card').map((card) => [card.id, card]));
  const parts: { card: FieldInfo | undefined; fields: FieldInfo[] }[] = [];
  for (const field of fields) {
    if (!isPrinted(field)) continue;
    const card = field.parentId === undefined ? undefined : cards.get(field.parentId);
    const last = parts.at(-1);
    if (last !== undefined && last.card === card) last.fields.push(field);
    else parts.push({ card, fields: [field] });
  }
  return parts;
}

/** Whether a field stands in documents at all. */
const isPrinted = (field: FieldInfo): boolean => fieldTypes[field.component].print !== 'none';

interface RowsProps {
  readonly table: FieldInfo;
  readonly rows: readonly Row[];
  readonly locale: FormLocale;
  readonly openFile: FileOpener | undefined;
}

/** A table as a grid; a block as its parts; a group as its parts, row by row. */
function Rows(props: RowsProps) {
  const { table, rows, locale, openFile } = props;
  if (table.component === 'Table') return <RowsTable {...props} />;
  const t = translator(locale);
  const rowTitle = table.node['x-component-props']?.rowTitle ?? wordsOf(table, locale).title;
  return rows.map((row, index) => (
    <div key={row.id} className="dxf-row-parts">
      {table.kind === 'block' ? null : <strong>{t('group.row', { title: rowTitle, n: index + 1 })}</strong>}
      <dl>
        {table.columns
          .filter((column) => row[column.id] !== undefined)
          .map((column) => (
            <div key={column.id}>
              <dt>{wordsOf(column, locale).title}</dt>
              <dd>
                <AnswerText info={column} value={row[column.id]} locale={locale} t={t} openFile={openFile} />
              </dd>
            </div>
          ))}
      </dl>
    </div>
  ));
}

function RowsTable({ table, rows, locale }: RowsProps) {
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
        <TableSums table={table} columns={columns} rows={rows} hasActs={false} locale={locale} />
      </table>
    </div>
  );
}
