import { Segmented } from 'antd';
import { useState } from 'react';
import { type FieldNode, fieldTypes } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { policyProblemText } from '#core/policy';
import { EmptyState, Tag, useLocale, useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { findNode } from '../../model/form/tree.js';
import { ProblemList } from '../../parts/place-problems.js';
import type { FormCommands } from '../use-form-commands.js';
import { AccessPane } from './access-pane.js';
import { ContentPane } from './content-pane.js';
import { RulesPane } from './rules-pane.js';

export interface PaneProps {
  readonly id: string;
  readonly node: FieldNode;
  readonly commands: FormCommands;
}

interface PropertiesProps {
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly commands: FormCommands;
}

const panes = ['content', 'rules', 'access'] as const;

/** What the selected field is, in sentences: content, rules, access. */
export function Properties({ selected, commands }: PropertiesProps) {
  const t = useMessages(designerFormMessages);
  const locale = useLocale();
  const { doc, problems } = useDraft();
  const [pane, setPane] = useState<(typeof panes)[number]>('content');
  const node = selected === null ? undefined : findNode(doc.form, selected);
  if (selected === null || node === undefined) {
    return (
      <aside className="dx-pane dx-pane-side ds-props" aria-label={t('properties')}>
        <EmptyState title={t('properties.none')} help={t('properties.noneHelp')} />
      </aside>
    );
  }
  const here = problems.filter((one) => one.part === 'form' && one.place.split('.').at(-1) === selected);
  const props: PaneProps = { id: selected, node, commands };
  return (
    <aside className="dx-pane dx-pane-side ds-props" aria-label={t('properties')} key={selected}>
      <header className="ds-props-head">
        <h2>{node.title}</h2>
        <Tag>{fieldTypes[node['x-component']].label[locale]}</Tag>
      </header>
      <Segmented
        block
        aria-label={t('pane')}
        value={pane}
        options={panes.map((value) => ({ value, label: t(`pane.${value}`) }))}
        onChange={setPane}
      />
      {here.length === 0 ? null : <ProblemList problems={dedupe(here, locale)} />}
      {pane === 'content' ? <ContentPane {...props} /> : null}
      {pane === 'rules' ? <RulesPane {...props} /> : null}
      {pane === 'access' ? <AccessPane {...props} /> : null}
    </aside>
  );
}

type Problems = ReturnType<typeof useDraft>['problems'];

/** The same sentence once. */
function dedupe(problems: Problems, locale: 'zh-CN' | 'en-US'): Problems {
  const said = new Set<string>();
  return problems.filter((problem) => {
    const text = policyProblemText(problem, locale);
    return said.has(text) ? false : said.add(text) !== undefined;
  });
}
