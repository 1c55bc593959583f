import { useState } from 'react';
import { type ComponentName, displayValue } from '#core/form';
import { normaliseNumber, parseMobile } from '#core/identity';
import { type ControlProps, spoken, wordsOf } from './control.js';

interface Kind {
  readonly inputMode?: 'text' | 'tel' | 'numeric' | 'email' | 'url';
  readonly autoComplete?: string;
  /** What is kept for what was typed, once the field is left. */
  readonly tidy?: (text: string) => string;
}
const kinds: Partial<Record<ComponentName, Kind>> = {
  Email: { inputMode: 'email', autoComplete: 'email' },
  Url: { inputMode: 'url', autoComplete: 'url' },
  CreditCode: { tidy: normaliseNumber },
  IdCard: { tidy: normaliseNumber },
  Phone: {
    inputMode: 'tel',
    autoComplete: 'tel',
    tidy: (text) => {
      const parsed = parseMobile(text);
      return parsed.ok ? parsed.value : normaliseNumber(text);
    },
  },
  BankAccount: { inputMode: 'numeric', tidy: normaliseNumber },
};

/** One line. Numbers are typed as one likes and shown in groups once the field is left. */
export function TextControl(props: ControlProps) {
  const { id, info, value, onChange, onLeave } = props;
  const [isFocused, setFocused] = useState(false);
  const kind = kinds[info.component] ?? {};
  const raw = typeof value === 'string' ? value : '';
  const shown = isFocused || kind.tidy === undefined ? raw : displayValue(info, raw, props.locale);
  const leave = () => {
    setFocused(false);
    const tidied = kind.tidy?.(raw);
    if (tidied !== undefined && tidied !== raw) onChange(tidied);
    onLeave();
  };
  return (
    <input
      id={id}
      className="dxf-input"
      type="text"
      inputMode={kind.inputMode}
      autoComplete={kind.autoComplete ?? 'off'}
      placeholder={wordsOf(info, props.locale).placeholder}
      value={shown}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      onFocus={() => setFocused(true)}
      onBlur={leave}
      {...spoken(props)}
    />
  );
}

/** Several lines; grows with its content. */
export function LongTextControl(props: ControlProps) {
  const { id, info, value, onChange, onLeave } = props;
  const text = typeof value === 'string' ? value : '';
  const max = props.state.limits.maxLength;
  return (
    <div className="dxf-long">
      <textarea
        id={id}
        className="dxf-input dxf-textarea"
        rows={info.node['x-component-props']?.rows ?? 3}
        placeholder={wordsOf(info, props.locale).placeholder}
        value={text}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        onBlur={onLeave}
        {...spoken(props)}
      />
      {max === undefined ? null : (
        <span className="dxf-count" aria-hidden="true">
          {[...text].length} / {max}
        </span>
      )}
    </div>
  );
}
