import { CopyOutlined, DeleteOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Decision, DecisionTable, DecisionTrace } from '#core/dmn';
import { designerDecisionMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FeelInput } from '../conditions/feel-input.js';
import { useDraft } from '../draft/draft-context.js';
import { renameDecision } from '../model/rename-decision.js';
import { DraftInput } from '../parts/draft-input.js';
import { FieldRow } from '../parts/field-row.js';
import { PlaceProblems } from '../parts/place-problems.js';
import { TableEditor } from './table/table-editor.js';

interface DecisionCardProps {
  readonly decision: Decision;
  readonly isOpen: boolean;
  readonly trace: DecisionTrace | undefined;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (edit: (decision: Decision) => Decision, mergeKey?: string) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

/** One decision: told in a sentence, opened to be changed in place. */
export function DecisionCard(props: DecisionCardProps) {
  const { decision, isOpen, onOpen, onDuplicate, onRemove } = props;
  const t = useMessages(designerDecisionMessages);
  const { name, clause, logic } = decision;
  return (
    <li className="dx-panel ds-card" id={`place-${decision.id}`} data-open={isOpen}>
      <div className="ds-card-head">
        <button type="button" className="ds-card-title" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          <span>
            <b>{name === '' ? t('column.unnamed') : name}</b>
            {clause === '' ? null : <span className="ds-clause-tag">{clause}</span>}
            <span className="ds-sub">
              {logic.kind === 'table' ? (
                <TableSentence table={logic} />
              ) : (
                <code className="ds-feel-read">{logic.feel}</code>
              )}
            </span>
          </span>
        </button>
        <span className="ds-actions">
          <Button
            type="text"
            size="small"
            aria-label={t('decision.duplicate', { title: name })}
            title={t('decision.duplicate', { title: name })}
            icon={<CopyOutlined aria-hidden />}
            onClick={onDuplicate}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('decision.remove', { title: name })}
            title={t('decision.remove', { title: name })}
            icon={<DeleteOutlined aria-hidden />}
            onClick={onRemove}
          />
          <span className="ds-chevron">{isOpen ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}</span>
        </span>
      </div>
      {isOpen ? <DecisionForm {...props} /> : <PlaceProblems part="rules" place={decision.id} />}
    </li>
  );
}

function TableSentence({ table }: { readonly table: DecisionTable }) {
  const t = useMessages(designerDecisionMessages);
  const inputs = table.inputs.map((one) => one.label || one.feel).filter((one) => one !== '');
  const outputs = table.outputs.map((one) => one.label || one.name).filter((one) => one !== '');
  return t('decision.sentence', {
    inputs: inputs.length === 0 ? t('decision.noInputs') : inputs.join(t('comma')),
    outputs: outputs.length === 0 ? t('column.output') : outputs.join(t('comma')),
    count: table.rules.length,
  });
}

function DecisionForm({ decision, trace, onChange }: DecisionCardProps) {
  const t = useMessages(designerDecisionMessages);
  const { store, names, ruleVariables, types } = useDraft();
  const { logic } = decision;
  const rename = (typed: string) => {
    const name = typed.trim();
    if (name === decision.name) return;
    void store.performAsync('command.renameDecision', (doc) => renameDecision(doc, decision.id, name, names));
  };
  const isTaken = names.filter((one) => one === decision.name).length > 1;
  return (
    <div className="ds-card-body">
      <div className="ds-two">
        <FieldRow
          label={t('decision.name')}
          help={t('decision.nameHelp')}
          error={isTaken ? t('decision.taken') : undefined}
        >
          {(id) => <DraftInput id={id} value={decision.name} maxLength={60} onCommit={rename} />}
        </FieldRow>
        <FieldRow label={t('decision.clause')}>
          {(id) => (
            <DraftInput
              id={id}
              value={decision.clause}
              maxLength={120}
              onCommit={(clause) => onChange((one) => ({ ...one, clause }), 'clause')}
            />
          )}
        </FieldRow>
      </div>
      {logic.kind === 'table' ? (
        <TableEditor
          decision={decision}
          table={logic}
          trace={trace}
          onChange={(table, mergeKey) => onChange((one) => ({ ...one, logic: table }), mergeKey)}
        />
      ) : (
        <div className="ds-row">
          <span className="ds-label">{t('decision.expression')}</span>
          <FeelInput
            label={t('decision.expression')}
            value={logic.feel}
            variables={ruleVariables.filter((one) => one.name !== decision.name)}
            types={types}
            expected={{ kind: 'any' }}
            onChange={(feel) => onChange((one) => ({ ...one, logic: { kind: 'expression', feel } }), 'feel')}
          />
        </div>
      )}
    </div>
  );
}
