import { CalendarOutlined } from '@ant-design/icons';
import { lazy, Suspense, useRef, useState } from 'react';
import { answerFromText, type DateRangeAnswer, type FieldInfo } from '#core/form';
import { type ControlProps, spoken, wordsOf } from './control.js';

const Calendar = lazy(() => import('./calendar.js').then((part) => ({ default: part.Calendar })));

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const bound = (limit: string | undefined): string | undefined => (limit === 'today' ? today() : limit);
const given = (value: unknown): string => (typeof value === 'string' ? value : '');

interface DayInputProps {
  readonly props: ControlProps;
  readonly id: string;
  readonly value: unknown;
  readonly onPick: (day: string | undefined) => void;
  readonly placeholder: string;
  readonly label?: string;
}

/**
 * A date is typed as one likes (2026-11-20, 20261120, 2026 年 11 月 20 日), or picked from a calendar. An input that is
 * there at once: a form of a hundred dates opens as fast as one of none.
 */
function DayInput({ props, id, value, onPick, placeholder, label }: DayInputProps) {
  const { info, state, t } = props;
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const name = label ?? wordsOf(info, props.locale).title;
  return (
    <span className="dxf-affixed dxf-day">
      <input
        id={id}
        className="dxf-input"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder={placeholder}
        aria-label={label}
        value={typed ?? given(value)}
        onChange={(event) => {
          setTyped(event.target.value);
          onPick(readDay(info, event.target.value));
        }}
        onBlur={() => {
          setTyped(undefined);
          props.onLeave();
        }}
        {...spoken(props)}
      />
      <button
        ref={opener}
        type="button"
        className="dxf-day-open"
        aria-label={t('openCalendar', { title: name })}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <CalendarOutlined aria-hidden="true" />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <Calendar
            value={given(value)}
            first={bound(state.limits.from)}
            last={bound(state.limits.to)}
            onPick={(day) => {
              onPick(day);
              close();
            }}
            onClose={close}
          />
        </Suspense>
      ) : null}
    </span>
  );
}

/** A range is an object, but each of its ends is read like any date. */
function readDay(info: FieldInfo, text: string): string | undefined {
  const read = answerFromText({ ...info, component: 'Date' }, text);
  return typeof read === 'string' ? read : undefined;
}

export function DateControl(props: ControlProps) {
  const placeholder = wordsOf(props.info, props.locale).placeholder ?? props.t('dayHint');
  return <DayInput props={props} id={props.id} value={props.value} onPick={props.onChange} placeholder={placeholder} />;
}

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
      <DayInput
        props={props}
        id={id}
        value={range.start}
        onPick={(picked) => change('start', picked)}
        placeholder={t('start')}
        label={t('start')}
      />
      <span aria-hidden="true">–</span>
      <DayInput
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
