import { Button, Select } from 'antd';
import { designerDecisionMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import type { RuleVariable } from '../../model/condition/condition.js';
import { sampleValue } from '../../model/rules/sample.js';
import { readsName, ruleSources } from '../../model/usage.js';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow } from '../../parts/field-row.js';
import { useSample } from './sample-context.js';

/** One control for each variable that the rules read. */
export function SampleInputs() {
  const t = useMessages(designerDecisionMessages);
  const { sample, setSample } = useSample();
  const used = useReadVariables();
  if (used.length === 0) return <p className="ds-help">{t('trial.empty')}</p>;
  const set = (name: string, text: string) => setSample({ ...sample, [name]: text });
  return (
    <section className="ds-group">
      <div className="ds-line">
        <h3>{t('trial.inputs')}</h3>
        <Button type="link" size="small" disabled={Object.keys(sample).length === 0} onClick={() => setSample({})}>
          {t('trial.clear')}
        </Button>
      </div>
      {used.map((variable) => (
        <SampleInput
          key={variable.name}
          variable={variable}
          text={sample[variable.name] ?? ''}
          onCommit={(text) => set(variable.name, text)}
        />
      ))}
    </section>
  );
}

/** In the order of the variables: what conditions, decisions and the amount read. */
function useReadVariables(): readonly RuleVariable[] {
  const { doc, variables, ruleVariables } = useDraft();
  const names = ruleVariables.map((one) => one.name);
  const sources = ruleSources(doc.rules);
  return variables.filter((variable) =>
    sources.some(({ source, kind }) => readsName(source, variable.name, names, kind)),
  );
}

interface SampleInputProps {
  readonly variable: RuleVariable;
  readonly text: string;
  readonly onCommit: (text: string) => void;
}

function SampleInput({ variable, text, onCommit }: SampleInputProps) {
  const t = useMessages(designerDecisionMessages);
  const { kind, label, columns } = variable;
  const isWrong = text.trim() !== '' && sampleValue(variable, text) === null;
  const typeWords = kind === 'number' || kind === 'date' ? t(`type.${kind}`) : t('type.any');
  const names = columns?.map((one) => one.label).join(t('comma'));
  return (
    <FieldRow
      label={label}
      help={names === undefined ? undefined : t('trial.rows', { columns: names })}
      error={isWrong ? t('trial.wrong', { type: typeWords }) : undefined}
    >
      {(id) => <SampleControl id={id} variable={variable} text={text} isWrong={isWrong} onCommit={onCommit} />}
    </FieldRow>
  );
}

function SampleControl(props: SampleInputProps & { readonly id: string; readonly isWrong: boolean }) {
  const { id, variable, text, isWrong, onCommit } = props;
  const t = useMessages(designerDecisionMessages);
  const { kind, unit, columns, options = [] } = variable;
  const yesNo = [
    { value: 'true', label: t('yes') },
    { value: 'false', label: t('no') },
  ];
  const choices = kind === 'boolean' ? yesNo : options.map(({ value, label }) => ({ value, label }));
  const shared = { id, allowClear: true, placeholder: t('trial.unknown'), options: choices };
  if (choices.length > 0 && kind === 'list') {
    const values = text === '' ? [] : text.split('、');
    return (
      <Select {...shared} mode="multiple" value={values} onChange={(next: string[]) => onCommit(next.join('、'))} />
    );
  }
  if (choices.length > 0) {
    return (
      <Select
        {...shared}
        showSearch={{ optionFilterProp: 'label' }}
        value={text === '' ? null : text}
        onChange={(value: string | null | undefined) => onCommit(value ?? '')}
      />
    );
  }
  const hint = kind === 'list' ? t('trial.list') : kind === 'date' ? '2026-01-31' : t('trial.unknown');
  return (
    <DraftInput
      id={id}
      value={text}
      placeholder={hint}
      onCommit={onCommit}
      {...(columns === undefined ? {} : { rows: 2 })}
      {...(unit === undefined ? {} : { suffix: unit })}
      {...(isWrong ? { status: 'error' as const } : {})}
    />
  );
}
