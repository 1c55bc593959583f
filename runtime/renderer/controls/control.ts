import type { FieldInfo, FieldState, FormLocale } from '#core/form';
import type { Translate } from '../session/hooks.js';

/** What a control gets: one answer and how to change it. It decides nothing; it is told what is wrong. */
export interface ControlProps {
  readonly path: string;
  /** Id of what the label points to and the error summary focuses. */
  readonly id: string;
  readonly labelId: string;
  readonly info: FieldInfo;
  readonly state: FieldState;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The person has left the control. */
  readonly onLeave: () => void;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  /** Stands in a table: compact, and named by its own label. */
  readonly isCell: boolean;
  readonly layout: 'one-column' | 'dense';
  readonly locale: FormLocale;
  readonly t: Translate;
}

/** What says to a screen reader how a control stands. */
export const spoken = (props: ControlProps) => ({
  'aria-describedby': props.describedBy,
  'aria-invalid': props.isInvalid || undefined,
  'aria-required': props.state.required || undefined,
});

/** The author's words about a field, in the reader's language where there is a translation (D16). */
export function wordsOf(info: Pick<FieldInfo, 'node'>, locale: FormLocale) {
  const { node } = info;
  const english = locale === 'en-US' ? node['x-translations']?.['en-US'] : undefined;
  const props = node['x-component-props'];
  return {
    title: english?.title || node.title,
    description: english?.description || node.description,
    placeholder: english?.placeholder || props?.placeholder,
    content: english?.content || props?.content || '',
  };
}
