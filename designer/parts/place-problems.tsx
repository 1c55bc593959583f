import { ExclamationCircleFilled, WarningFilled } from '@ant-design/icons';
import type { PolicyPart } from '#core/contract';
import { type PolicyProblem, policyProblemText } from '#core/policy';
import { useLocale } from '#ui';
import { useDraft } from '../draft/draft-context.js';

/** What is wrong at one place, said there. */
export function PlaceProblems({ part, place }: { readonly part: PolicyPart; readonly place: string }) {
  const { problems } = useDraft();
  const here = problems.filter((problem) => problem.part === part && problem.place === place);
  return here.length === 0 ? null : <ProblemList problems={here} />;
}

export function ProblemList({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  const locale = useLocale();
  // Lint and check may find the same thing; it is said once.
  const said = new Map(problems.map((problem) => [policyProblemText(problem, locale), problem]));
  return (
    <ul className="ds-problems">
      {[...said].map(([text, problem]) => {
        return (
          <li key={text} data-severity={problem.severity}>
            {problem.severity === 'error' ? <ExclamationCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
            <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
