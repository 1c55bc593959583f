import Select from 'antd/es/select/index.js';
import type { SelectListProps } from './lazy-select.js';

/** antd's list with search, in place of the light one that got the focus. */
export function ListSelect(props: SelectListProps) {
  const { isOpen, options, label, labelledBy, isInvalid, value, isMultiple = false, onPick, onLeave, ...rest } = props;
  return (
    <Select<string | string[] | null>
      {...rest}
      className="dxf-select"
      autoFocus
      defaultOpen={isOpen}
      allowClear={!isMultiple}
      status={isInvalid ? 'error' : ''}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      aria-labelledby={labelledBy}
      {...(isMultiple ? { mode: 'multiple' as const } : {})}
      value={isMultiple ? [...value] : (value[0] ?? null)}
      options={options.map(({ label: text, value: key }) => ({ label: text, value: key }))}
      onChange={(picked) => onPick(picked === null || picked === undefined ? [] : [picked].flat())}
      onBlur={onLeave}
    />
  );
}
