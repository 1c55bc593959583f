import { DownOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import type { Option } from '#core/form';

export interface SelectListProps {
  readonly id: string;
  readonly value: readonly string[];
  readonly options: readonly Option[];
  readonly placeholder: string;
  readonly isMultiple?: boolean;
  readonly isInvalid: boolean;
  readonly label?: string | undefined;
  readonly labelledBy?: string | undefined;
  readonly onPick: (values: readonly string[]) => void;
  readonly onLeave: () => void;
  readonly isOpen: boolean;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: true | undefined;
  readonly 'aria-required'?: true | undefined;
}

const ListSelect = lazy(() => import('./list-select.js').then((part) => ({ default: part.ListSelect })));

/**
 * A list to choose from: a light button that looks like it, and antd's own in its place once it has the focus. Most lists
 * of a form are passed over or looked at; only those that are used cost anything.
 */
export function LazySelect(props: Omit<SelectListProps, 'isOpen'>) {
  const [use, setUse] = useState<'not' | 'focused' | 'open'>('not');
  const { id, value, options, placeholder, label, labelledBy, isInvalid } = props;
  const shown = value.map((key) => options.find((option) => option.value === key)?.label ?? key).join('、');
  const light = (
    <button
      type="button"
      id={id}
      className="dxf-input dxf-light-select"
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded="false"
      aria-label={label === undefined ? undefined : `${label} ${shown}`}
      aria-labelledby={labelledBy === undefined ? undefined : `${labelledBy} ${id}`}
      aria-describedby={props['aria-describedby']}
      aria-invalid={isInvalid || undefined}
      aria-required={props['aria-required']}
      onPointerDown={() => setUse('open')}
      onFocus={() => setUse((before) => (before === 'open' ? before : 'focused'))}
      onClick={() => setUse('open')}
    >
      <span className={shown === '' ? 'dxf-placeholder' : undefined}>{shown === '' ? placeholder : shown}</span>
      <DownOutlined aria-hidden="true" />
    </button>
  );
  return use === 'not' ? (
    light
  ) : (
    <Suspense fallback={light}>
      <ListSelect {...props} isOpen={use === 'open'} />
    </Suspense>
  );
}
