import { Select } from 'antd';
import { useUnits } from '../admin/use-units.js';

interface UnitSelectProps {
  readonly id?: string;
  readonly value?: string | string[];
  readonly onChange?: (value: string | string[]) => void;
  readonly multiple?: boolean;
}

/** Units by name; gives their codes. */
export function UnitSelect({ multiple = false, ...field }: UnitSelectProps) {
  const units = useUnits().data?.items ?? [];
  return (
    <Select<string | string[]>
      {...field}
      {...(multiple ? { mode: 'multiple' as const } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      options={units.filter(({ closed }) => !closed).map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}
