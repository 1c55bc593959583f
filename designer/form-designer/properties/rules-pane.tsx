import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type FieldRules, fieldTypes, nameOf, ruleKeysOf } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { ConditionEditor } from '../../conditions/condition-editor.js';
import { FeelInput } from '../../conditions/feel-input.js';
import { useDraft } from '../../draft/draft-context.js';
import { unwrapFeel, wrapFeel } from '../../model/form/feel-slot.js';
import { findPlace } from '../../model/form/tree.js';
import { placeAddress } from '../../model/places.js';
import { usagesOf } from '../../model/usage.js';
import { columnVariables, variableTypes } from '../../model/variables.js';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import type { PaneProps } from './properties.js';
import { RuledLimits } from './ruled-limits.js';

/** When shown, what must hold, what to say if not, where it is used. */
export function RulesPane({ id, node, commands }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const scope = useRuleScope(id);
  const type = fieldTypes[node['x-component']];
  const rules = ruleKeysOf(node['x-component']);
  const set = (change: Partial<FieldRules>, key: string) =>
    commands.update(
      id,
      (before) => ({ ...before, 'x-rules': { ...before['x-rules'], ...change } as FieldRules }),
      `rule.${key}`,
    );
  const condition = (rule: 'visible' | 'required' | 'enabled') => (
    <PaneGroup title={t(`rules.${rule}`)} key={rule}>
      <ConditionEditor
        label={t(`rules.${rule}`)}
        value={unwrapFeel(node['x-rules']?.[rule])}
        whenEmpty={t(`rules.${rule}Empty`)}
        {...scope}
        onChange={(feel) => set({ [rule]: wrapFeel(feel) } as Partial<FieldRules>, rule)}
      />
    </PaneGroup>
  );
  return (
    <div className="ds-pane">
      {condition('visible')}
      {type.hasValue ? (
        <>
          <Check id={id} node={node} commands={commands} />
          {rules.includes('required') ? condition('required') : null}
          {rules.includes('enabled') ? condition('enabled') : null}
          {!rules.includes('value') ? null : (
            <PaneGroup title={t('rules.value')}>
              <p className="ds-help">{t('rules.valueHelp')}</p>
              <FeelInput
                label={t('rules.value')}
                value={unwrapFeel(node['x-rules']?.value)}
                expected={{ kind: 'any' }}
                {...scope}
                onChange={(feel) => set({ value: wrapFeel(feel) } as Partial<FieldRules>, 'value')}
              />
            </PaneGroup>
          )}
          {!rules.includes('options') ? null : (
            <PaneGroup title={t('rules.options')}>
              <p className="ds-help">{t('rules.optionsHelp')}</p>
              <FeelInput
                label={t('rules.options')}
                value={unwrapFeel(node['x-rules']?.options)}
                expected={{ kind: 'list', of: { kind: 'string' } }}
                {...scope}
                onChange={(feel) => set({ options: wrapFeel(feel) } as Partial<FieldRules>, 'options')}
              />
            </PaneGroup>
          )}
          {rules.includes('limits') ? <RuledLimits node={node} scope={scope} set={set} /> : null}
          <Usages id={id} name={nameOf(id, node)} />
        </>
      ) : null}
    </div>
  );
}

export interface RuleScope {
  readonly variables: ReturnType<typeof useDraft>['variables'];
  readonly types: ReturnType<typeof useDraft>['types'];
}

/** The names a rule of this node may use: in a table, first those of its row. */
function useRuleScope(id: string): RuleScope {
  const { doc, compiled, variables, types } = useDraft();
  const parentId = findPlace(doc.form, id)?.parentId ?? null;
  const table = compiled.fields.find((field) => field.id === parentId && field.node.items !== undefined);
  if (table === undefined) return { variables: variables.filter((one) => one.name !== ownName(compiled, id)), types };
  const columns = columnVariables(table).filter(
    (one) => one.name !== table.columns.find((column) => column.id === id)?.name,
  );
  const own = new Set(columns.map((column) => column.name));
  const all = [...columns, ...variables.filter((one) => !own.has(one.name))];
  return { variables: all, types: { ...types, ...variableTypes(columnVariables(table)) } };
}

function ownName(compiled: ReturnType<typeof useDraft>['compiled'], id: string): string | undefined {
  return compiled.fields.find((field) => field.id === id)?.name;
}

/** The test and its words go together: a test without words is not stored. */
function Check({ id, node, commands }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const { variables, types } = useDraft();
  const scope = useRuleScope(id);
  const stored = node['x-rules']?.check;
  const [test, setTest] = useState(unwrapFeel(stored?.test));
  const [words, setWords] = useState(stored?.message ?? '');
  const [last, setLast] = useState(stored);
  if (stored !== last) {
    // Changed from elsewhere, by undo or a rename.
    setLast(stored);
    if (stored !== undefined || test !== '') {
      setTest(unwrapFeel(stored?.test) || (stored === undefined && words === '' ? test : ''));
      setWords(stored?.message ?? '');
    }
  }
  const keep = (nextTest: string, nextWords: string) => {
    setTest(nextTest);
    setWords(nextWords);
    const wrapped = wrapFeel(nextTest);
    if (wrapped === undefined && stored === undefined) return;
    if (wrapped !== undefined && nextWords.trim() === '') return;
    const check = wrapped === undefined ? undefined : { test: wrapped, message: nextWords.trim() };
    commands.update(
      id,
      (before) => ({ ...before, 'x-rules': { ...before['x-rules'], check } as FieldRules }),
      'rule.check',
    );
  };
  const self = variables.filter((one) => one.name === nameOf(id, node));
  return (
    <>
      <PaneGroup title={t('rules.check')}>
        <ConditionEditor
          label={t('rules.check')}
          value={test}
          whenEmpty={t('rules.checkEmpty')}
          variables={[...self, ...scope.variables]}
          types={{ ...types, ...scope.types }}
          onChange={(feel) => keep(feel, words)}
        />
      </PaneGroup>
      <FieldRow
        label={t('rules.message')}
        help={t('rules.messageHelp')}
        error={test !== '' && words.trim() === '' ? t('rules.checkNeedsMessage') : undefined}
      >
        {(control) => (
          <DraftInput id={control} rows={2} value={words} maxLength={300} onCommit={(text) => keep(test, text)} />
        )}
      </FieldRow>
    </>
  );
}

function Usages({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useMessages(designerFormMessages);
  const { doc, flow, names } = useDraft();
  const { policyId = '' } = useParams();
  const usages = usagesOf(doc, { id, name }, flow?.definition, names);
  return (
    <PaneGroup title={t('usage.title')}>
      {usages.length === 0 ? <p className="ds-help">{t('usage.none')}</p> : null}
      <ul className="ds-usages">
        {usages.map((usage) => (
          <li key={`${usage.part}-${usage.kind}-${usage.id}`}>
            <Link to={placeAddress(policyId, usage.part, usage.id)}>
              {t(`usage.${usage.kind}`, { title: usage.title })}
            </Link>
          </li>
        ))}
      </ul>
    </PaneGroup>
  );
}
