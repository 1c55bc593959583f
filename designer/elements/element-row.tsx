import type { ReactNode } from 'react';
import { policyProblemText } from '#core/policy';
import { useLocale } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { FieldRow } from '../parts/field-row.js';

/** A row of the elements with what the check says of it. `place` is the element's key. */
export function ElementRow({
  place,
  label,
  help,
  children,
}: {
  readonly place: string;
  readonly label: string;
  readonly help?: string;
  readonly children: (id: string) => ReactNode;
}) {
  const locale = useLocale();
  const { problems } = useDraft();
  const here = problems.filter((one) => one.part === 'elements' && one.place === place);
  const error = here.length === 0 ? undefined : here.map((one) => policyProblemText(one, locale)).join(' ');
  return (
    <div id={`place-${place}`}>
      <FieldRow label={label} help={help} error={error}>
        {children}
      </FieldRow>
    </div>
  );
}
