import { Select } from 'antd';
import type { RegistryFact } from '#core/form';
import { designerMessages } from '#core/messages';
import { parseAmount, yuanText } from '#core/money';
import type { RegistryVariable } from '#core/policy';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { walk } from '../model/form/tree.js';
import { readsName, ruleSources } from '../model/usage.js';
import { DraftInput } from '../parts/draft-input.js';
import { FieldRow } from '../parts/field-row.js';

type Facts = Readonly<Record<string, RegistryFact>>;

interface SampleFactsProps {
  readonly facts: Facts;
  readonly now: string;
  readonly onChange: (facts: Facts) => void;
}

/** What the registers are taken to know of the applicant in this trial; only what the policy reads is asked for. */
export function SampleFacts({ facts, now, onChange }: SampleFactsProps) {
  const t = useMessages(designerMessages);
  const { registry, doc, names } = useDraft();
  const sources = ruleSources(doc.rules);
  const prefilled = new Set([...walk(doc.form)].map(({ node }) => node['x-registry']));
  const used = registry.filter(
    (variable) =>
      prefilled.has(variable.name) || sources.some(({ source, kind }) => readsName(source, variable.name, names, kind)),
  );
  if (used.length === 0) return null;
  const set = (variable: RegistryVariable, text: string) => {
    const { [variable.name]: _before, ...rest } = facts;
    const value = factValue(variable, text);
    onChange(value === undefined ? rest : { ...rest, [variable.name]: { value, source: variable.source, asOf: now } });
  };
  return (
    <section className="ds-group">
      <h3>{t('preview.facts')}</h3>
      <p className="ds-help">{t('preview.factsHelp')}</p>
      {used.map((variable) => (
        <FieldRow key={variable.name} label={variable.label} help={variable.source}>
          {(id) => (
            <FactInput
              id={id}
              variable={variable}
              fact={facts[variable.name]}
              onCommit={(text) => set(variable, text)}
            />
          )}
        </FieldRow>
      ))}
    </section>
  );
}

interface FactInputProps {
  readonly id: string;
  readonly variable: RegistryVariable;
  readonly fact: RegistryFact | undefined;
  readonly onCommit: (text: string) => void;
}

function FactInput({ id, variable, fact, onCommit }: FactInputProps) {
  const t = useMessages(designerMessages);
  const text = factText(variable, fact?.value);
  if (variable.type === 'boolean') {
    return (
      <Select
        id={id}
        allowClear
        placeholder={t('preview.unknown')}
        value={text === '' ? null : text}
        options={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        onChange={(value) => onCommit(value ?? '')}
      />
    );
  }
  if (variable.values !== undefined && variable.type === 'string') {
    return (
      <Select
        id={id}
        allowClear
        placeholder={t('preview.unknown')}
        value={text === '' ? null : text}
        options={variable.values.map((value) => ({ value, label: value }))}
        onChange={(value) => onCommit(value ?? '')}
      />
    );
  }
  const unit = variable.type === 'money' ? t('yuan') : variable.unit;
  return (
    <DraftInput
      id={id}
      value={text}
      placeholder={
        variable.type === 'list' ? t('preview.list') : variable.type === 'date' ? '2026-01-01' : t('preview.unknown')
      }
      onCommit={onCommit}
      {...(unit === undefined ? {} : { suffix: unit })}
    />
  );
}

function factText(variable: RegistryVariable, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (variable.type === 'money') return yuanText(Number(value)).replace(/\.00$/, '');
  return Array.isArray(value) ? value.join('、') : String(value);
}

/** The fact in the form the registry gives it; undefined for what is no value of its type. */
function factValue(variable: RegistryVariable, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (variable.type) {
    case 'number':
      return Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined;
    case 'money': {
      const amount = parseAmount(trimmed, 'yuan');
      return amount.ok ? amount.value : undefined;
    }
    case 'boolean':
      return trimmed === 'true';
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? trimmed : undefined;
    case 'list':
      return trimmed.split(/[、,，\s]+/u);
    case 'string':
      return trimmed;
  }
}
