import { Button, Select } from 'antd';
import { type ColumnType, columnTypes, type DecisionTable, type TableInput, type TableOutput } from '#core/dmn';
import type { FeelType } from '#core/feel';
import { designerDecisionMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FeelInput } from '../../conditions/feel-input.js';
import type { RuleVariable } from '../../model/condition/condition.js';
import { moveColumn, removeColumn } from '../../model/rules/table-edit.js';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow } from '../../parts/field-row.js';
import type { GridColumn } from './columns.js';

interface ColumnFormProps {
  readonly table: DecisionTable;
  readonly column: GridColumn;
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  readonly onChange: (table: DecisionTable, mergeKey?: string) => void;
  readonly onClose: () => void;
}

/** What a column looks at, or gives. */
export function ColumnForm(props: ColumnFormProps) {
  const { table, column, onChange, onClose } = props;
  const t = useMessages(designerDecisionMessages);
  const kind = column.kind === 'output' ? 'output' : 'input';
  const count = kind === 'input' ? table.inputs.length : table.outputs.length;
  const { index } = column;
  return (
    <section className="ds-column-form" aria-label={t('column.edit', { title: column.title })}>
      <div className="ds-line">
        <b>
          {t(`column.${kind}`)} · {column.title}
        </b>
        <span className="ds-actions">
          <Button size="small" disabled={index === 0} onClick={() => onChange(moveColumn(table, kind, index, -1))}>
            {t('column.left')}
          </Button>
          <Button
            size="small"
            disabled={index === count - 1}
            onClick={() => onChange(moveColumn(table, kind, index, 1))}
          >
            {t('column.right')}
          </Button>
          <Button
            size="small"
            danger
            disabled={kind === 'output' && count === 1}
            onClick={() => {
              onChange(removeColumn(table, kind, index));
              onClose();
            }}
          >
            {t('column.remove')}
          </Button>
          <Button size="small" type="link" onClick={onClose}>
            {t('column.done')}
          </Button>
        </span>
      </div>
      {kind === 'input' ? <InputForm {...props} /> : <OutputForm {...props} />}
    </section>
  );
}

function TypeSelect({
  id,
  value,
  onChange,
}: {
  readonly id: string;
  readonly value: ColumnType;
  readonly onChange: (type: ColumnType) => void;
}) {
  const t = useMessages(designerDecisionMessages);
  return (
    <Select
      id={id}
      value={value}
      options={columnTypes.map((type) => ({ value: type, label: t(`type.${type}`) }))}
      onChange={onChange}
    />
  );
}

interface LabelAndTypeProps {
  readonly column: Pick<TableInput, 'label' | 'type'>;
  readonly onSet: (change: Partial<Pick<TableInput, 'label' | 'type'>>, key: string) => void;
}

function LabelAndType({ column, onSet }: LabelAndTypeProps) {
  const t = useMessages(designerDecisionMessages);
  return (
    <div className="ds-two">
      <FieldRow label={t('column.label')}>
        {(id) => (
          <DraftInput id={id} value={column.label} maxLength={120} onCommit={(label) => onSet({ label }, 'label')} />
        )}
      </FieldRow>
      <FieldRow label={t('column.type')}>
        {(id) => <TypeSelect id={id} value={column.type} onChange={(type) => onSet({ type }, 'type')} />}
      </FieldRow>
    </div>
  );
}

function InputForm({ table, column, variables, types, onChange }: ColumnFormProps) {
  const t = useMessages(designerDecisionMessages);
  const input = table.inputs[column.index];
  if (input === undefined) return null;
  const set = (change: Partial<TableInput>, key: string) =>
    onChange({ ...table, inputs: table.inputs.with(column.index, { ...input, ...change }) }, `${input.id}.${key}`);
  // Looking at a field, the column is called like it until it is named otherwise.
  const setFeel = (feel: string) => {
    const labelOf = (name: string) => variables.find((one) => one.name === name.trim())?.label ?? '';
    const wasNamed = input.label !== '' && input.label !== labelOf(input.feel);
    set(wasNamed ? { feel } : { feel, label: labelOf(feel) }, 'feel');
  };
  return (
    <>
      <div className="ds-row">
        <span className="ds-label">{t('column.feel')}</span>
        <p className="ds-help">{t('column.feelHelp')}</p>
        <FeelInput
          label={t('column.feel')}
          value={input.feel}
          variables={variables}
          types={types}
          expected={{ kind: 'any' }}
          isSingleLine
          onChange={setFeel}
        />
      </div>
      <LabelAndType column={input} onSet={set} />
      <div className="ds-row">
        <span className="ds-label">{t('column.allowed')}</span>
        <p className="ds-help">{t('column.allowedHelp')}</p>
        <FeelInput
          label={t('column.allowed')}
          value={input.allowed}
          variables={variables}
          types={types}
          expected={column.type}
          isTests
          isSingleLine
          isPlain
          onChange={(allowed) => set({ allowed }, 'allowed')}
        />
      </div>
    </>
  );
}

function OutputForm({ table, column, variables, types, onChange }: ColumnFormProps) {
  const t = useMessages(designerDecisionMessages);
  const output = table.outputs[column.index];
  if (output === undefined) return null;
  const set = (change: Partial<TableOutput>, key: string) =>
    onChange({ ...table, outputs: table.outputs.with(column.index, { ...output, ...change }) }, `${output.id}.${key}`);
  const needsPriority = table.hitPolicy === 'P' || table.hitPolicy === 'O';
  return (
    <>
      <LabelAndType column={output} onSet={set} />
      {table.outputs.length > 1 ? (
        <FieldRow label={t('column.name')} help={t('column.nameHelp')}>
          {(id) => (
            <DraftInput
              id={id}
              value={output.name}
              maxLength={60}
              onCommit={(name) => set({ name: name.trim() }, 'name')}
            />
          )}
        </FieldRow>
      ) : null}
      <div className="ds-row">
        <span className="ds-label">{t('column.otherwise')}</span>
        <FeelInput
          label={t('column.otherwise')}
          value={output.otherwise}
          variables={variables}
          types={types}
          expected={column.type}
          isSingleLine
          isPlain
          onChange={(otherwise) => set({ otherwise }, 'otherwise')}
        />
      </div>
      {needsPriority || output.allowed !== '' ? (
        <div className="ds-row">
          <span className="ds-label">{t('column.priority')}</span>
          <p className="ds-help">{t('column.priorityHelp')}</p>
          <FeelInput
            label={t('column.priority')}
            value={output.allowed}
            variables={variables}
            types={types}
            expected={column.type}
            isTests
            isSingleLine
            isPlain
            onChange={(allowed) => set({ allowed }, 'allowed')}
          />
        </div>
      ) : null}
    </>
  );
}
