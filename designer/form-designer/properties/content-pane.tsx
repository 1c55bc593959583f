import { Checkbox, InputNumber, Select } from 'antd';
import { blockParts, type FieldNode, type FieldProps, fieldTypes, nameOf } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { hasColumns } from '../../model/form/edit.js';
import { childEntries, findPlace } from '../../model/form/tree.js';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow } from '../../parts/field-row.js';
import { Limits } from './limits.js';
import { OptionsEditor } from './options-editor.js';
import type { PaneProps } from './properties.js';
import { RegistryRow } from './registry-row.js';

/** What it says and what can be put in. */
export function ContentPane({ id, node, commands }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const type = fieldTypes[node['x-component']];
  const { doc } = useDraft();
  const isColumn = hasColumns(doc.form, findPlace(doc.form, id)?.parentId ?? null);
  const set = (change: (node: FieldNode) => FieldNode, key: string) => commands.update(id, change, key);
  const setProps = (change: Partial<FieldProps>, key: string) =>
    set((before) => ({ ...before, 'x-component-props': { ...before['x-component-props'], ...change } }), key);
  return (
    <div className="ds-pane">
      <FieldRow label={t('content.title')}>
        {(control) => (
          <DraftInput
            id={control}
            value={node.title}
            maxLength={120}
            onCommit={(title) => title.trim() !== '' && commands.retitle(id, title.trim())}
          />
        )}
      </FieldRow>
      {type.hasValue ? (
        <FieldRow label={t('content.name')} help={t('content.nameHelp')}>
          {(control) => (
            <DraftInput
              id={control}
              value={nameOf(id, node)}
              maxLength={60}
              spellCheck={false}
              onCommit={(name) => commands.rename(id, name.trim())}
            />
          )}
        </FieldRow>
      ) : null}
      <FieldRow label={t('content.help')} help={t('content.helpHelp')}>
        {(control) => (
          <DraftInput
            id={control}
            rows={2}
            value={node.description ?? ''}
            maxLength={500}
            onCommit={(text) =>
              set(
                ({ description: _before, ...rest }) => (text.trim() === '' ? rest : { ...rest, description: text }),
                'help',
              )
            }
          />
        )}
      </FieldRow>
      <div className="ds-checks">
        {type.hasValue && !type.isComputed ? (
          <Checkbox
            checked={node.required === true}
            onChange={(event) =>
              set(
                ({ required: _before, ...rest }) => (event.target.checked ? { ...rest, required: true } : rest),
                'required',
              )
            }
          >
            {t('content.required')}
          </Checkbox>
        ) : null}
        {(['half', 'sensitive', 'sum', 'fromRegistry'] as const)
          .filter((key) => type.propKeys.includes(key) && (key !== 'sum' || isColumn))
          .map((key) => (
            <Checkbox
              key={key}
              checked={node['x-component-props']?.[key] ?? key === 'fromRegistry'}
              onChange={(event) => setProps(flagChange(key, event.target.checked), key)}
            >
              {t(`content.${key}`)}
            </Checkbox>
          ))}
      </div>
      <PropRows node={node} setProps={setProps} />
      {type.hasOptions && node['x-component-props']?.codeTable === undefined ? (
        <OptionsEditor id={id} node={node} commands={commands} />
      ) : null}
      {type.limitKeys.length === 0 ? null : <Limits id={id} node={node} commands={commands} />}
      {type.kind === 'value' && node['x-component'] !== 'Signature' ? (
        <RegistryRow id={id} node={node} commands={commands} />
      ) : null}
      {node.items === undefined ? null : <ColumnsHint node={node} />}
    </div>
  );
}

/** A flag is written down only where it is not what it is without. */
const flagChange = (key: 'half' | 'sensitive' | 'sum' | 'fromRegistry', isOn: boolean): Partial<FieldProps> =>
  ({ [key]: isOn === (key === 'fromRegistry') ? undefined : isOn }) as Partial<FieldProps>;

interface PropRowsProps {
  readonly node: FieldNode;
  readonly setProps: (change: Partial<FieldProps>, key: string) => void;
}

/** The properties of its kind, as its type declares them. */
function PropRows({ node, setProps }: PropRowsProps) {
  const t = useMessages(designerFormMessages);
  const keys = fieldTypes[node['x-component']].propKeys;
  const props = node['x-component-props'];
  const text = (key: 'placeholder' | 'unit' | 'content' | 'rowTitle', rows?: number) =>
    keys.includes(key) ? (
      <FieldRow key={key} label={t(`content.${key}`)}>
        {(id) => (
          <DraftInput
            id={id}
            value={props?.[key] ?? ''}
            maxLength={key === 'content' ? 5000 : 120}
            {...(rows === undefined ? {} : { rows })}
            onCommit={(value) => setProps({ [key]: value === '' ? undefined : value } as Partial<FieldProps>, key)}
          />
        )}
      </FieldRow>
    ) : null;
  const choice = <K extends 'moneyUnit' | 'accountKind' | 'tone' | 'result'>(
    key: K,
    values: readonly NonNullable<FieldProps[K]>[],
    words: (value: NonNullable<FieldProps[K]>) => string,
  ) =>
    keys.includes(key) ? (
      <FieldRow key={key} label={t(`content.${key}`)}>
        {(id) => (
          <Select
            id={id}
            value={props?.[key] ?? values[0]}
            options={values.map((value) => ({ value, label: words(value) }))}
            onChange={(value) => setProps({ [key]: value } as Partial<FieldProps>, key)}
          />
        )}
      </FieldRow>
    ) : null;
  const figure = (key: 'stars' | 'columns', min: number, max: number, usual: number) =>
    keys.includes(key) ? (
      <FieldRow key={key} label={t(`content.${key}`)}>
        {(id) => (
          <InputNumber
            id={id}
            min={min}
            max={max}
            precision={0}
            value={props?.[key] ?? usual}
            onChange={(value) => setProps({ [key]: value ?? undefined } as Partial<FieldProps>, key)}
          />
        )}
      </FieldRow>
    ) : null;
  return (
    <>
      {text('content', 4)}
      {text('placeholder')}
      {text('unit')}
      {text('rowTitle')}
      {figure('stars', 3, 10, 5)}
      {figure('columns', 2, 4, 2)}
      {choice('result', ['number', 'money', 'text', 'date', 'yesNo'], (value) => t(`result.${value}`))}
      {keys.includes('parts') ? <PartsRow node={node} setProps={setProps} /> : null}
      {choice('moneyUnit', ['yuan', 'wan'], (value) => t(`money.${value}`))}
      {choice('accountKind', ['company', 'person'], (value) => t(`account.${value}`))}
      {choice('tone', ['info', 'warning'], (value) => t(`tone.${value}`))}
      {keys.includes('codeTable') ? <CodeTableRow value={props?.codeTable} setProps={setProps} /> : null}
    </>
  );
}

/** What a person or an enterprise is asked for; at least one part. */
function PartsRow({ node, setProps }: PropRowsProps) {
  const t = useMessages(designerFormMessages);
  const locale = useLocale();
  const { partNames } = fieldTypes[node['x-component']];
  const asked = blockParts(node);
  return (
    <FieldRow label={t('content.parts')}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          value={[...asked]}
          options={partNames.map(({ part, label }) => ({ value: part, label: label[locale] }))}
          onChange={(parts: string[]) => parts.length > 0 && setProps({ parts }, 'parts')}
        />
      )}
    </FieldRow>
  );
}

function CodeTableRow({ value, setProps }: { readonly value: string | undefined } & Pick<PropRowsProps, 'setProps'>) {
  const t = useMessages(designerFormMessages);
  return (
    <FieldRow label={t('content.codeTable')}>
      {(id) => (
        <Select
          id={id}
          value={value ?? ''}
          options={[
            { value: '', label: t('content.codeTableNone') },
            { value: 'regions', label: t('content.codeTableRegion') },
            ...(value === undefined || value === 'regions' ? [] : [{ value, label: value }]),
          ]}
          onChange={(next) =>
            setProps({ codeTable: next === '' ? undefined : next } as Partial<FieldProps>, 'codeTable')
          }
        />
      )}
    </FieldRow>
  );
}

function ColumnsHint({ node }: { readonly node: FieldNode }) {
  const t = useMessages(designerFormMessages);
  return (
    <p className="ds-help">{`${t('content.columns')}：${childEntries(node)
      .map(([, column]) => column.title)
      .join('、')}`}</p>
  );
}
