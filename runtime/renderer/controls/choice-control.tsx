import type { Option } from '#core/form';
import { type ControlProps, spoken, wordsOf } from './control.js';
import { LazySelect } from './lazy-select.js';

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
  placeholder: wordsOf(props.info, props.locale).placeholder ?? props.t('choose'),
  isInvalid: props.isInvalid,
  onLeave: props.onLeave,
  labelledBy: props.labelId,
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
    <LazySelect
      {...listProps(props)}
      value={value === undefined ? [] : [value]}
      options={options}
      onPick={([picked]) => props.onChange(picked)}
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
  return <LazySelect {...listProps(props)} isMultiple value={picked} options={options} onPick={change} />;
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
        <LazySelect
          key={parent ?? 'root'}
          {...listProps(props)}
          id={level === 0 ? props.id : `${props.id}-${level}`}
          labelledBy={undefined}
          label={props.t('region', { title: wordsOf(props.info, props.locale).title, n: level + 1 })}
          value={path[level] === undefined ? [] : [path[level].value]}
          options={childrenOf(parent)}
          onPick={([picked]) => props.onChange(picked ?? parent)}
        />
      ))}
    </div>
  );
}
