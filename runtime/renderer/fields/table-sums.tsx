import { columnSums, displayValue, type FieldInfo, type FormLocale, type Row } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { translator } from '../session/hooks.js';

interface TableSumsProps {
  readonly table: FieldInfo;
  readonly columns: readonly FieldInfo[];
  readonly rows: readonly Row[];
  /** Whether there is a column of buttons behind the others. */
  readonly hasActs: boolean;
  readonly locale: FormLocale;
}

/** Sums of the whole table, all pages; nothing where no column asks for one. */
export function TableSums({ table, columns, rows, hasActs, locale }: TableSumsProps) {
  const sums = columnSums(table, rows);
  const firstSum = columns.findIndex((column) => sums[column.id] !== undefined);
  if (firstSum < 0) return null;
  const word = translator(locale)('table.sum');
  return (
    <tfoot>
      <tr data-title={word}>
        {firstSum > 0 ? (
          <th scope="row" colSpan={firstSum}>
            {word}
          </th>
        ) : null}
        {columns.slice(firstSum).map((column) => {
          const sum = sums[column.id];
          if (sum === undefined) return <td key={column.id} data-hidden="true" />;
          return (
            <td key={column.id} data-component={column.component}>
              <span className="dxf-cell-label" aria-hidden="true">
                {wordsOf(column, locale).title}
              </span>
              <span>
                {firstSum === 0 ? `${word} ` : ''}
                {displayValue(column, sum, locale)}
              </span>
            </td>
          );
        })}
        {hasActs ? <td data-hidden="true" /> : null}
      </tr>
    </tfoot>
  );
}
