import { useId, useRef } from 'react';
import { type FeelProblem, type FeelType, problemText } from '#core/feel';
import { designerRuleMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { FeelEditor, type FeelEditorHandle } from '../feel-editor/feel-editor.js';
import type { RuleVariable } from '../model/condition/condition.js';
import { problemsOfFeel } from '../model/feel/problems.js';
import { VariableSelect } from './variable-select.js';

interface FeelInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (feel: string) => void;
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  readonly expected: FeelType;
  readonly isTests?: boolean;
  readonly isSingleLine?: boolean;
  readonly placeholder?: string;
  /** Without the choice of names beside it, where there is little room. */
  readonly isPlain?: boolean;
}

/** FEEL as text, with what is wrong with it said below, what it should come to, and the names it may use at hand. */
export function FeelInput(props: FeelInputProps) {
  const { label, value, onChange, variables, types, expected, isTests, isPlain = false, ...rest } = props;
  const t = useMessages(designerRuleMessages);
  const editor = useRef<FeelEditorHandle>(null);
  const id = useId();
  const problems = problemsOfFeel(value, types, expected, isTests);
  return (
    <div className="ds-feel">
      <FeelEditor
        ref={editor}
        label={label}
        value={value}
        onCommit={onChange}
        variables={variables}
        types={types}
        expected={expected}
        isInvalid={problems.length > 0}
        describedBy={id}
        {...(isTests === undefined ? {} : { isTests })}
        {...rest}
      />
      <div id={id}>
        <FeelProblems source={value} problems={problems} />
        {isPlain ? null : <ExpectedType expected={expected} />}
      </div>
      {isPlain ? null : (
        <VariableSelect
          label={t('insertVariable')}
          placeholder={t('insertVariable')}
          value={null}
          variables={variables}
          onChange={(variable) => editor.current?.insert(variable.name)}
        />
      )}
    </div>
  );
}

function ExpectedType({ expected }: { readonly expected: FeelType }) {
  const t = useMessages(designerRuleMessages);
  if (expected.kind !== 'number' && expected.kind !== 'boolean') return null;
  return <p className="ds-help">{t(`feel.expects.${expected.kind}`)}</p>;
}

function FeelProblems({ source, problems }: { readonly source: string; readonly problems: readonly FeelProblem[] }) {
  const locale = useLocale();
  if (problems.length === 0) return null;
  return (
    <div className="ds-feel-problems" role="alert">
      <ul>
        {problems.slice(0, 3).map((problem) => (
          <li key={`${problem.code}-${problem.from}`}>
            {problem.to > problem.from ? <code>{source.slice(problem.from, problem.to)}</code> : null}{' '}
            {problemText(problem, locale)}
          </li>
        ))}
      </ul>
    </div>
  );
}
