import DatePicker from 'antd/es/date-picker/index.js';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn.js';

interface CalendarProps {
  readonly value: string;
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly onPick: (day: string) => void;
  readonly onClose: () => void;
}

/** The calendar that opens below a date; loaded when it is first opened. */
export function Calendar({ value, first, last, onPick, onClose }: CalendarProps) {
  const day = value === '' ? null : dayjs(value);
  return (
    <DatePicker
      open
      autoFocus
      className="dxf-calendar"
      value={day?.isValid() === true ? day : null}
      minDate={first === undefined ? undefined : dayjs(first)}
      maxDate={last === undefined ? undefined : dayjs(last)}
      onChange={(date: Dayjs | null) => {
        if (date !== null) onPick(date.format('YYYY-MM-DD'));
      }}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    />
  );
}
