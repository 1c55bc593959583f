import { useRef } from 'react';
import { checkExpression, type FeelProblem, type FeelType, problemText } from '#core/feel';
import { designerRuleMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import type { RuleVariable } from '../model/condition/condition.js';
import { DraftInput } from '../parts/draft-input.js';
import { VariableSelect } from './variable-select.js';

interface FeelInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (feel: string) => void;
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  readonly expected: FeelType;
  readonly placeholder?: string;
}

/** FEEL as text, with what is wrong with it said below, and the names it may use at hand. */
export function FeelInput({ label, value, onChange, variables, types, expected, placeholder }: FeelInputProps) {
  const t = useMessages(designerRuleMessages);
  const locale = useLocale();
  const place = useRef<HTMLDivElement>(null);
  const problems = value.trim() === '' ? [] : checkExpression(value, types, expected).problems;
  const insert = (variable: RuleVariable) => {
    const area = place.current?.querySelector('textarea');
    const text = area?.value ?? value;
    const at = area?.selectionStart ?? text.length;
    onChange(`${text.slice(0, at)}${variable.name}${text.slice(area?.selectionEnd ?? at)}`);
  };
  return (
    <div className="ds-feel" ref={place}>
      <DraftInput
        label={label}
        rows={2}
        className="ds-feel-text"
        spellCheck={false}
        maxLength={4000}
        value={value}
        onCommit={onChange}
        {...(problems.length === 0 ? {} : { status: 'error' as const })}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      <FeelProblems source={value} problems={problems} locale={locale} />
      <VariableSelect
        label={t('insertVariable')}
        placeholder={t('insertVariable')}
        value={null}
        variables={variables}
        onChange={insert}
      />
    </div>
  );
}

function FeelProblems({
  source,
  problems,
  locale,
}: {
  readonly source: string;
  readonly problems: readonly FeelProblem[];
  readonly locale: 'zh-CN' | 'en-US';
}) {
  if (problems.length === 0) return null;
  return (
    <ul className="ds-error ds-problems" role="alert">
      {problems.slice(0, 3).map((problem) => (
        <li key={`${problem.code}-${problem.from}`}>
          {problem.to > problem.from ? <code>{source.slice(problem.from, problem.to)}</code> : null}{' '}
          {problemText(problem, locale)}
        </li>
      ))}
    </ul>
  );
}
