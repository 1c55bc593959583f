import Select from 'antd/es/select/index.js';
import type { Option } from '#core/form';
import { type ControlProps, spoken, wordsOf } from './control.js';

/** As many options as are read at a glance; more are looked up in a list. */
const glance = { 'one-column': 7, dense: 4 } as const;

interface OptionsProps {
  readonly props: ControlProps;
  readonly type: 'radio' | 'checkbox';
  readonly options: readonly Option[];
  readonly isChecked: (value: string) => boolean;
  readonly onPick: (value: string) => void;
  readonly isInline?: boolean;
}

/** Native radio buttons or check boxes, each a target of full width. */
function Options({ props, type, options, isChecked, onPick, isInline = false }: OptionsProps) {
  const { id, labelId, path } = props;
  const group = type === 'radio' ? { role: 'radiogroup', ...spoken(props) } : { 'aria-describedby': props.describedBy };
  return (
    <fieldset
      id={id}
      className="dxf-options"
      data-inline={isInline || props.layout === 'dense' || undefined}
      aria-labelledby={labelId}
      {...group}
    >
      {options.map((option) => (
        <label key={option.value} className="dxf-option" data-checked={isChecked(option.value) || undefined}>
          <input
            type={type}
            name={`${id}-${path}`}
            checked={isChecked(option.value)}
            onChange={() => onPick(option.value)}
            onBlur={props.onLeave}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

const listProps = (props: ControlProps) => ({
  id: props.id,
  className: 'dxf-select',
  placeholder: wordsOf(props.info, props.locale).placeholder ?? props.t('choose'),
  status: props.isInvalid ? ('error' as const) : ('' as const),
  showSearch: { optionFilterProp: 'label' },
  onBlur: props.onLeave,
  'aria-labelledby': props.labelId,
  ...spoken(props),
});

export function ChoiceControl(props: ControlProps) {
  const options = props.state.options ?? [];
  const value = typeof props.value === 'string' ? props.value : undefined;
  if (!props.isCell && options.length <= glance[props.layout]) {
    return (
      <Options
        props={props}
        type="radio"
        options={options}
        isChecked={(option) => option === value}
        onPick={props.onChange}
      />
    );
  }
  return (
    <Select
      {...listProps(props)}
      allowClear
      value={value ?? null}
      onChange={(picked: string | null | undefined) => props.onChange(picked ?? undefined)}
      options={options.map(({ label, value: key }) => ({ label, value: key }))}
    />
  );
}

export function MultipleChoiceControl(props: ControlProps) {
  const options = props.state.options ?? [];
  const picked: readonly string[] = Array.isArray(props.value)
    ? props.value.filter((item) => typeof item === 'string')
    : [];
  // In the order of the options, however they were ticked.
  const change = (values: readonly string[]) => {
    const ordered = options.map((option) => option.value).filter((option) => values.includes(option));
    props.onChange(ordered.length === 0 ? undefined : ordered);
  };
  if (!props.isCell && options.length <= glance[props.layout] + 3) {
    const toggle = (option: string) =>
      change(picked.includes(option) ? picked.filter((item) => item !== option) : [...picked, option]);
    return (
      <Options
        props={props}
        type="checkbox"
        options={options}
        isChecked={(option) => picked.includes(option)}
        onPick={toggle}
      />
    );
  }
  return (
    <Select
      {...listProps(props)}
      mode="multiple"
      value={[...picked]}
      onChange={(values: readonly string[]) => change(values)}
      options={options.map(({ label, value: key }) => ({ label, value: key }))}
    />
  );
}

export function YesNoControl(props: ControlProps) {
  const options = [
    { value: 'yes', label: props.t('yes') },
    { value: 'no', label: props.t('no') },
  ];
  const value = props.value === true ? 'yes' : props.value === false ? 'no' : undefined;
  return (
    <Options
      props={props}
      type="radio"
      options={options}
      isChecked={(option) => option === value}
      onPick={(option) => props.onChange(option === 'yes')}
      isInline
    />
  );
}

/** One list for each level of the code table: usable with a thumb, a keyboard and a screen reader alike. */
export function RegionControl(props: ControlProps) {
  const options = props.state.options ?? [];
  const known = new Set(options.map((option) => option.value));
  const path: Option[] = [];
  let current = options.find((option) => option.value === props.value);
  while (current !== undefined && !path.includes(current)) {
    path.unshift(current);
    const { parent } = current;
    current = options.find((option) => option.value === parent);
  }
  const childrenOf = (parent: string | undefined) =>
    options.filter((option) =>
      parent === undefined ? option.parent === undefined || !known.has(option.parent) : option.parent === parent,
    );
  const levels = [...path.map((option) => option.parent), path.at(-1)?.value]
    .map((parent) => (parent !== undefined && known.has(parent) ? parent : undefined))
    .filter((parent, index, all) => all.indexOf(parent) === index && childrenOf(parent).length > 0);
  return (
    <div className="dxf-region">
      {(levels.length === 0 ? [undefined] : levels).map((parent, level) => (
        <Select
          key={parent ?? 'root'}
          {...listProps(props)}
          id={level === 0 ? props.id : `${props.id}-${level}`}
          aria-labelledby={undefined}
          aria-label={props.t('region', { title: wordsOf(props.info, props.locale).title, n: level + 1 })}
          allowClear
          value={path[level]?.value ?? null}
          onChange={(picked: string | null | undefined) => props.onChange(picked ?? parent)}
          options={childrenOf(parent).map(({ label, value }) => ({ label, value }))}
        />
      ))}
    </div>
  );
}
