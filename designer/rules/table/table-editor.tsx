import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Select } from 'antd';
import { useRef, useState } from 'react';
import {
  type Decision,
  type DecisionProblem,
  type DecisionTable,
  type DecisionTrace,
  decisionProblemText,
  type HitPolicy,
  hitPolicies,
} from '#core/dmn';
import { designerDecisionMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { randomId } from '../../draft/use-selection.js';
import { cellText } from '../../model/rules/cell-text.js';
import { type CellPlace, insertColumn, insertRow, pasteCells } from '../../model/rules/table-edit.js';
import { parseTsv } from '../../model/rules/tsv.js';
import { ColumnForm } from './column-form.js';
import { columnsOf } from './columns.js';
import { Grid, type GridHandle } from './grid.js';
import { placeOfPart } from './problem-place.js';

interface TableEditorProps {
  readonly decision: Decision;
  readonly table: DecisionTable;
  readonly trace: DecisionTrace | undefined;
  readonly onChange: (table: DecisionTable, mergeKey?: string) => void;
}

/** A decision table as a spreadsheet: hit policy above, a rule a row, what is wrong said in the cell and below. */
export function TableEditor({ decision, table, trace, onChange }: TableEditorProps) {
  const t = useMessages(designerDecisionMessages);
  const { message } = App.useApp();
  const { decided, types, ruleVariables } = useDraft();
  const grid = useRef<GridHandle>(null);
  const [openColumn, setOpenColumn] = useState<number | null>(null);
  const problems = decided.problems.filter((one) => one.decision.id === decision.id).map((one) => one.problem);
  const columns = columnsOf(table, types, t);
  const variables = ruleVariables.filter((one) => one.name !== decision.name);
  const convert = (text: string, column: number) => {
    const place = columns[column];
    return place === undefined || place.kind === 'note' ? text : cellText(text, { ...place, types });
  };
  const paste = (at: CellPlace, text: string) => {
    const cells = parseTsv(text);
    const { table: next, leftOut } = pasteCells(table, at, cells, { newId: randomId, convert });
    onChange(next);
    const count = cells.length;
    void message.info(leftOut === 0 ? t('table.pasted', { count }) : t('table.pastedLess', { count, left: leftOut }));
  };
  const chosen = openColumn === null ? undefined : columns[openColumn];
  return (
    <div className="ds-table-editor">
      <div className="ds-table-tools">
        <Select
          aria-label={t('table.hitPolicy')}
          value={table.hitPolicy}
          options={hitPolicies.map((value: HitPolicy) => ({ value, label: t(`hit.${value}`) }))}
          popupMatchSelectWidth={false}
          onChange={(hitPolicy) => onChange({ ...table, hitPolicy })}
        />
        <span className="ds-actions">
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => onChange(insertColumn(table, 'input', randomId))}
          >
            {t('table.addInput')}
          </Button>
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => onChange(insertColumn(table, 'output', randomId))}
          >
            {t('table.addOutput')}
          </Button>
        </span>
      </div>
      {chosen === undefined || chosen.kind === 'note' ? null : (
        <ColumnForm
          key={chosen.id}
          table={table}
          column={chosen}
          variables={variables}
          types={types}
          onChange={onChange}
          onClose={() => setOpenColumn(null)}
        />
      )}
      <Grid
        ref={grid}
        label={t('table.label', { title: decision.name })}
        table={table}
        columns={columns}
        variables={variables}
        types={types}
        problems={problems}
        matched={new Set((trace?.matched ?? []).map((one) => one.id))}
        openColumn={openColumn}
        onOpenColumn={setOpenColumn}
        convert={convert}
        onPaste={paste}
        onChange={onChange}
      />
      <Button
        type="link"
        size="small"
        className="ds-add"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange(insertRow(table, table.rules.length, randomId))}
      >
        {t('table.addRow')}
      </Button>
      <p className="ds-help">{t('table.keys')}</p>
      <TableProblems problems={problems} table={table} onGo={(place) => grid.current?.focus(place)} />
    </div>
  );
}

interface TableProblemsProps {
  readonly problems: readonly DecisionProblem[];
  readonly table: DecisionTable;
  readonly onGo: (place: CellPlace) => void;
}

/** Everything that is wrong, each leading to its cell; and that nothing is, where it was looked for. */
function TableProblems({ problems, table, onGo }: TableProblemsProps) {
  const t = useMessages(designerDecisionMessages);
  const locale = useLocale();
  if (problems.length === 0) return <p className="ds-ok-line">{t('table.fit')}</p>;
  return (
    <ul className="ds-problems">
      {problems.slice(0, 12).map((problem) => {
        const place = placeOfPart(problem.part, table);
        const text = decisionProblemText(problem, locale);
        return (
          <li key={`${problem.part}-${problem.code}-${text}`} data-severity={problem.severity}>
            {place === undefined ? (
              text
            ) : (
              <button type="button" className="ds-problem-link" onClick={() => onGo(place)}>
                {text}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
