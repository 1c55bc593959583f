import { Checkbox, Select } from 'antd';
import { type FieldNode, type FieldProps, fieldTypes, nameOf } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { childEntries } from '../../model/form/tree.js';
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
        {type.hasValue ? (
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
        {(['half', 'sensitive'] as const)
          .filter((key) => type.propKeys.includes(key))
          .map((key) => (
            <Checkbox
              key={key}
              checked={node['x-component-props']?.[key] === true}
              onChange={(event) =>
                setProps({ [key]: event.target.checked ? true : undefined } as Partial<FieldProps>, key)
              }
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
      {type.hasValue && node['x-component'] !== 'Table' && node['x-component'] !== 'File' ? (
        <RegistryRow id={id} node={node} commands={commands} />
      ) : null}
      {node['x-component'] === 'Table' ? <ColumnsHint node={node} /> : null}
    </div>
  );
}

interface PropRowsProps {
  readonly node: FieldNode;
  readonly setProps: (change: Partial<FieldProps>, key: string) => void;
}

/** The properties of its kind, as its type declares them. */
function PropRows({ node, setProps }: PropRowsProps) {
  const t = useMessages(designerFormMessages);
  const keys = fieldTypes[node['x-component']].propKeys;
  const props = node['x-component-props'];
  const text = (key: 'placeholder' | 'unit' | 'content', rows?: number) =>
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
  const choice = <K extends 'moneyUnit' | 'accountKind' | 'tone'>(
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
  return (
    <>
      {text('content', 4)}
      {text('placeholder')}
      {text('unit')}
      {choice('moneyUnit', ['yuan', 'wan'], (value) => t(`money.${value}`))}
      {choice('accountKind', ['company', 'person'], (value) => t(`account.${value}`))}
      {choice('tone', ['info', 'warning'], (value) => t(`tone.${value}`))}
      {keys.includes('codeTable') ? <CodeTableRow value={props?.codeTable} setProps={setProps} /> : null}
    </>
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
            { value: 'region', label: t('content.codeTableRegion') },
            ...(value === undefined || value === 'region' ? [] : [{ value, label: value }]),
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
