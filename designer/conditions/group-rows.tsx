import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import type { FeelType } from '#core/feel';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import {
  firstClause,
  type Group,
  type Part,
  type RowsClause,
  type RuleVariable,
} from '../model/condition/condition.js';
import { maxDepth } from '../model/condition/from-feel.js';
import { withHead, withoutPart, withPart } from '../model/condition/layout.js';
import { isTable, rowSubjects } from '../model/condition/subjects.js';
import { ClauseRow } from './clause-row.js';
import { FeelInput } from './feel-input.js';
import { VariableSelect } from './variable-select.js';

interface GroupRowsProps {
  readonly label: string;
  readonly group: Group;
  readonly subjects: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
}

const heads = {
  all: { join: 'and', negated: false },
  any: { join: 'or', negated: false },
  notAll: { join: 'and', negated: true },
  none: { join: 'or', negated: true },
} as const;
type Head = keyof typeof heads;

function headOf({ join, negated, parts }: Group): Head {
  // Of one part, “not all” is “none”.
  if (negated) return join === 'or' || parts.length === 1 ? 'none' : 'notAll';
  return join === 'or' ? 'any' : 'all';
}

/** The parts of a group one under the other, with how they hang together above. */
export function GroupRows({ label, group, subjects, types, depth, onChange }: GroupRowsProps) {
  const t = useMessages(designerRuleMessages);
  const hasHead = depth > 0 || group.parts.length > 1 || group.negated;
  const setPart = (index: number, part: Part) => onChange({ ...group, parts: group.parts.with(index, part) });
  const [first] = subjects;
  const table = subjects.find(isTable);
  const add = (part: Part) => onChange(withPart(group, part));
  return (
    <div className="ds-clauses">
      {hasHead ? (
        <Select
          size="small"
          className="ds-group-head"
          aria-label={`${label} · ${t('join')}`}
          value={headOf(group)}
          options={(Object.keys(heads) as Head[]).map((head) => ({ value: head, label: t(`group.${head}.label`) }))}
          popupMatchSelectWidth={false}
          onChange={(head) => onChange(withHead(group, heads[head]))}
        />
      ) : null}
      {group.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        <div className="ds-clause" key={index} data-kind={part.kind}>
          <span className="ds-joiner">{index === 0 ? t('when') : t(`join.${group.join}`)}</span>
          <PartRow
            label={`${label} ${index + 1}`}
            part={part}
            subjects={subjects}
            types={types}
            depth={depth}
            onChange={(next) => setPart(index, next)}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('clause.remove', { label: `${label} ${index + 1}` })}
            icon={<CloseOutlined aria-hidden />}
            onClick={() => onChange(withoutPart(group, index))}
          />
        </div>
      ))}
      <div className="ds-clause-adds">
        <Button
          type="link"
          size="small"
          className="ds-add"
          icon={<PlusOutlined aria-hidden />}
          disabled={first === undefined}
          onClick={() => first && add(firstClause(first))}
        >
          {t('clause.add')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...(depth < maxDepth && first !== undefined ? [{ key: 'group', label: t('clause.addGroup') }] : []),
              ...(table !== undefined ? [{ key: 'rows', label: t('clause.addRows') }] : []),
              { key: 'text', label: t('clause.addText') },
            ],
            onClick: ({ key }) => {
              if (key === 'text') add({ kind: 'text', feel: '' });
              else if (key === 'rows' && table !== undefined) add(firstRows(table, subjects));
              else if (first !== undefined) {
                add({
                  kind: 'group',
                  join: group.join === 'and' ? 'or' : 'and',
                  negated: false,
                  parts: [firstClause(first)],
                });
              }
            },
          }}
        >
          <Button type="link" size="small" className="ds-add" aria-label={`${label} · ${t('clause.more')}`}>
            {t('clause.more')}
          </Button>
        </Dropdown>
      </div>
    </div>
  );
}

/** A name for a row that nothing else has. */
function rowName(subjects: readonly RuleVariable[]): string {
  const taken = new Set(subjects.map((one) => one.name));
  let name = '行';
  for (let number = 2; taken.has(name); number += 1) name = `行${number}`;
  return name;
}

function firstRows(table: RuleVariable, subjects: readonly RuleVariable[]): RowsClause {
  const row = rowName(subjects);
  const [column] = rowSubjects(table, row, []);
  const parts = column === undefined ? [] : [firstClause(column)];
  const condition: Group = { kind: 'group', join: 'and', negated: false, parts };
  return { kind: 'rows', quantifier: 'some', list: table.name, row, condition };
}

interface PartRowProps extends Omit<GroupRowsProps, 'group' | 'onChange'> {
  readonly part: Part;
  readonly onChange: (part: Part) => void;
}

function PartRow({ part, onChange, ...rest }: PartRowProps) {
  const t = useMessages(designerRuleMessages);
  const { label, subjects, types, depth } = rest;
  switch (part.kind) {
    case 'clause':
      return <ClauseRow label={label} clause={part} subjects={subjects} onChange={onChange} />;
    case 'group':
      return (
        <div className="ds-inner-group">
          <GroupRows {...rest} depth={depth + 1} group={part} onChange={onChange} />
        </div>
      );
    case 'rows':
      return <TableRows {...rest} part={part} onChange={onChange} />;
    case 'text':
      return (
        <FeelInput
          label={`${label} · ${t('mode.text')}`}
          value={part.feel}
          variables={subjects.filter((one) => Object.hasOwn(types, one.name))}
          types={types}
          expected={{ kind: 'boolean' }}
          isPlain
          onChange={(feel) => onChange({ kind: 'text', feel })}
        />
      );
  }
}

function TableRows({ part, onChange, label, subjects, types, depth }: PartRowProps & { readonly part: RowsClause }) {
  const t = useMessages(designerRuleMessages);
  const table = subjects.find((one) => one.name === part.list && isTable(one));
  const change = (next: RowsClause) => {
    const { written: _written, ...rest } = next;
    onChange(rest);
  };
  const inner = table === undefined ? [] : rowSubjects(table, part.row, subjects);
  const rowType = Object.hasOwn(types, part.list) ? types[part.list] : undefined;
  return (
    <div className="ds-inner-group">
      <div className="ds-clause-parts">
        <VariableSelect
          label={`${label} · ${t('rows.table')}`}
          value={part.list}
          variables={subjects.filter(isTable)}
          onChange={(next) => change({ ...firstRows(next, subjects), quantifier: part.quantifier, row: part.row })}
        />
        <Select
          size="small"
          aria-label={`${label} · ${t('rows.quantifier')}`}
          value={part.quantifier}
          options={(['some', 'every'] as const).map((one) => ({ value: one, label: t(`rows.${one}`) }))}
          popupMatchSelectWidth={false}
          onChange={(quantifier) => change({ ...part, quantifier })}
        />
      </div>
      <GroupRows
        label={label}
        group={part.condition}
        subjects={inner}
        types={{ ...types, [part.row]: rowType?.kind === 'list' ? rowType.of : { kind: 'any' } }}
        depth={Math.max(depth, maxDepth - 1) + 1}
        onChange={(condition) => change({ ...part, condition })}
      />
    </div>
  );
}
