import { problemText } from '#core/feel';
import type { RuleProblems } from '#core/form';
import { designerMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';

/** Rules of the form that met a problem in this trial. The applicant sees nothing of it; the author mends it. */
export function BrokenRules({ rules }: { readonly rules: readonly RuleProblems[] }) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  if (rules.length === 0) return null;
  return (
    <section className="ds-broken-rules" role="status">
      <b>{t('preview.brokenRules')}</b>
      <ul>
        {rules.map(({ source, problems }) => (
          <li key={source}>
            <code>{source}</code>
            <span>{[...new Set(problems.map((problem) => problemText(problem, locale)))].join(t('comma'))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
