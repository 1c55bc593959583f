import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useState } from 'react';
import type { Option } from '#core/form';
import type { ControlProps } from './control.js';

/** Check boxes in a tree that is open where something is ticked; each tick stands for itself. */
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
  const [open, setOpen] = useState(() => new Set(options.filter(holdsTick).map((option) => option.value)));
  const flip = (value: string) => {
    const next = new Set(open);
    if (!next.delete(value)) next.add(value);
    setOpen(next);
  };
  const branch = (parent: string | undefined) => (
    <ul>
      {childrenOf(parent).map((option) => {
        const { value, label } = option;
        const isBranch = childrenOf(value).length > 0;
        const isOpen = isBranch && open.has(value);
        return (
          <li key={value}>
            <span className="dxf-tree-line">
              {isBranch ? (
                <button
                  type="button"
                  aria-expanded={isOpen}
                  aria-label={props.t('tree.open', { label })}
                  onClick={() => flip(value)}
                >
                  {isOpen ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
                </button>
              ) : null}
              <label className="dxf-option" data-checked={picked.has(value) || undefined}>
                <input
                  type="checkbox"
                  checked={picked.has(value)}
                  onChange={() => toggle(value)}
                  onBlur={props.onLeave}
                />
                <span>{label}</span>
              </label>
            </span>
            {isOpen ? branch(value) : null}
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
