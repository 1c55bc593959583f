import DatePicker from 'antd/es/date-picker/index.js';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import type { DateRangeAnswer } from '#core/form';
import { type ControlProps, spoken, wordsOf } from './control.js';

const day = (value: unknown): Dayjs | null => {
  const parsed = typeof value === 'string' && value !== '' ? dayjs(value) : null;
  return parsed?.isValid() ? parsed : null;
};
/** Phones open the calendar, not the keyboard over it. */
const isTouch = (): boolean => window.matchMedia('(pointer: coarse)').matches;

interface PickerProps {
  readonly props: ControlProps;
  readonly id: string;
  readonly value: unknown;
  readonly onPick: (day: string | undefined) => void;
  readonly placeholder: string;
  readonly label?: string;
}

function Picker({ props, id, value, onPick, placeholder, label }: PickerProps) {
  const { from, to } = props.state.limits;
  const today = dayjs();
  const bound = (limit: string | undefined): Dayjs | undefined =>
    limit === undefined ? undefined : limit === 'today' ? today : dayjs(limit);
  const first = bound(from);
  const last = bound(to);
  return (
    <DatePicker
      id={id}
      className="dxf-date"
      format="YYYY-MM-DD"
      value={day(value)}
      placeholder={placeholder}
      inputReadOnly={isTouch()}
      status={props.isInvalid ? 'error' : ''}
      disabledDate={(date) => (first?.isAfter(date, 'day') ?? false) || (last?.isBefore(date, 'day') ?? false)}
      onChange={(date: Dayjs | null) => onPick(date === null ? undefined : date.format('YYYY-MM-DD'))}
      onBlur={props.onLeave}
      aria-label={label}
      {...spoken(props)}
    />
  );
}

export function DateControl(props: ControlProps) {
  const placeholder = wordsOf(props.info, props.locale).placeholder ?? props.t('chooseDate');
  return <Picker props={props} id={props.id} value={props.value} onPick={props.onChange} placeholder={placeholder} />;
}

/** Two calendars, because a double one does not fit on a phone. */
export function DateRangeControl(props: ControlProps) {
  const { t, id } = props;
  const range = (
    typeof props.value === 'object' && props.value !== null ? props.value : {}
  ) as Partial<DateRangeAnswer>;
  const change = (part: 'start' | 'end', picked: string | undefined) => {
    const next = { start: range.start ?? '', end: range.end ?? '', [part]: picked ?? '' };
    props.onChange(next.start === '' && next.end === '' ? undefined : next);
  };
  return (
    <fieldset className="dxf-range" aria-labelledby={props.labelId}>
      <Picker
        props={props}
        id={id}
        value={range.start}
        onPick={(picked) => change('start', picked)}
        placeholder={t('start')}
        label={t('start')}
      />
      <span aria-hidden="true">–</span>
      <Picker
        props={props}
        id={`${id}-end`}
        value={range.end}
        onPick={(picked) => change('end', picked)}
        placeholder={t('end')}
        label={t('end')}
      />
    </fieldset>
  );
}
