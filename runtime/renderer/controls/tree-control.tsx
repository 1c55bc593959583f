import type { Option } from '#core/form';
import type { ControlProps } from './control.js';

/** Check boxes in a tree that opens where something is ticked; each tick stands for itself. */
export function TreeControl(props: ControlProps) {
  const options = props.state.options ?? [];
  const picked = new Set(Array.isArray(props.value) ? props.value : []);
  const known = new Set(options.map((option) => option.value));
  const toggle = (value: string) => {
    // In the order of the options, however they were ticked.
    const next = options
      .map((option) => option.value)
      .filter((entry) => (entry === value ? !picked.has(entry) : picked.has(entry)));
    props.onChange(next.length === 0 ? undefined : next);
  };
  const childrenOf = (parent: string | undefined): readonly Option[] =>
    options.filter((option) =>
      parent === undefined ? option.parent === undefined || !known.has(option.parent) : option.parent === parent,
    );
  const holdsTick = (option: Option): boolean =>
    childrenOf(option.value).some((child) => picked.has(child.value) || holdsTick(child));
  const branch = (parent: string | undefined) => (
    <ul>
      {childrenOf(parent).map((option) => {
        const box = (
          <label className="dxf-option" data-checked={picked.has(option.value) || undefined}>
            <input
              type="checkbox"
              checked={picked.has(option.value)}
              onChange={() => toggle(option.value)}
              onBlur={props.onLeave}
            />
            <span>{option.label}</span>
          </label>
        );
        if (childrenOf(option.value).length === 0) return <li key={option.value}>{box}</li>;
        return (
          <li key={option.value}>
            <details open={picked.has(option.value) || holdsTick(option) || undefined}>
              <summary aria-label={props.t('tree.open', { label: option.label })} />
              {branch(option.value)}
            </details>
            {box}
          </li>
        );
      })}
    </ul>
  );
  return (
    <fieldset id={props.id} className="dxf-tree" aria-labelledby={props.labelId} aria-describedby={props.describedBy}>
      {branch(undefined)}
    </fieldset>
  );
}
