import { useState } from 'react';
import { answerFromText } from '#core/form';
import { type ControlProps, spoken, wordsOf } from './control.js';

const given = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A time of day in the browser's own control: keyboard, wheel on phones and screen readers know it. */
export function TimeControl(props: ControlProps) {
  const { id, value, state, onChange, onLeave } = props;
  return (
    <input
      id={id}
      className="dxf-input"
      type="time"
      min={state.limits.earliest}
      max={state.limits.latest}
      value={given(value)}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      onBlur={onLeave}
      {...spoken(props)}
    />
  );
}

/** Year and month, typed as one likes (2026-11, 2026 年 11 月) and put in order once the field is left. */
export function MonthControl(props: ControlProps) {
  const { id, info, value, onChange, onLeave } = props;
  const [typed, setTyped] = useState<string>();
  const leave = () => {
    if (typed !== undefined) onChange(answerFromText(info, typed));
    setTyped(undefined);
    onLeave();
  };
  return (
    <input
      id={id}
      className="dxf-input"
      type="text"
      inputMode="numeric"
      autoComplete="off"
      placeholder={wordsOf(info, props.locale).placeholder ?? props.t('monthHint')}
      value={typed ?? given(value)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(answerFromText(info, event.target.value));
      }}
      onBlur={leave}
      {...spoken(props)}
    />
  );
}
