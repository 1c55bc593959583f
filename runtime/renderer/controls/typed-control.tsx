import { useState } from 'react';
import { answerFromText } from '#core/form';
import { type ControlProps, spoken, wordsOf } from './control.js';

/** Months and times, typed as one likes (2026-11, 2026 年 11 月; 9:30, 9 点 30 分) and put in order once the field is left. */
export function TypedControl(props: ControlProps) {
  const { id, info, value, onChange, onLeave } = props;
  const [typed, setTyped] = useState<string>();
  const hint = info.component === 'Time' ? 'timeHint' : 'monthHint';
  return (
    <input
      id={id}
      className="dxf-input"
      type="text"
      // The keypad of phones has neither colon nor hyphen.
      inputMode="text"
      autoComplete="off"
      placeholder={wordsOf(info, props.locale).placeholder ?? props.t(hint)}
      value={typed ?? (typeof value === 'string' ? value : '')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(answerFromText(info, event.target.value));
      }}
      onBlur={() => {
        setTyped(undefined);
        onLeave();
      }}
      {...spoken(props)}
    />
  );
}
