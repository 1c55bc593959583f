import { useState } from 'react';
import { answerFromText, moneyText, moneyUnitName, moneyUnitOf } from '#core/form';
import { type ControlProps, spoken, wordsOf } from './control.js';

interface Reading {
  /** The answer for a text; a text that is no number stays itself, and is judged as such. */
  readonly parse: (text: string) => unknown;
  readonly format: (value: unknown) => string;
  readonly suffix: string;
  readonly inputMode: 'decimal' | 'numeric' | 'text';
}

/** A plain text input: a number input loses what it cannot read, and a swap of inputs on focus loses the selection. */
function DecimalInput({ props, reading }: { readonly props: ControlProps; readonly reading: Reading }) {
  const [typed, setTyped] = useState<string>();
  const { id, value, onChange, onLeave, info } = props;
  return (
    <span className="dxf-affixed" data-invalid={props.isInvalid || undefined}>
      <input
        id={id}
        className="dxf-input dxf-number"
        type="text"
        inputMode={reading.inputMode}
        autoComplete="off"
        placeholder={wordsOf(info, props.locale).placeholder}
        value={typed ?? reading.format(value)}
        onFocus={() => setTyped(reading.format(value))}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(reading.parse(event.target.value));
        }}
        onBlur={() => {
          setTyped(undefined);
          onLeave();
        }}
        {...spoken(props)}
      />
      {reading.suffix === '' ? null : <span className="dxf-suffix">{reading.suffix}</span>}
    </span>
  );
}

/** What is typed is read by the field's type (`answerFromText`); what it cannot read stays text, and is judged as such. */
export function NumberControl(props: ControlProps) {
  const { info, state } = props;
  const { min = info.component === 'Percent' ? 0 : undefined } = state.limits;
  const reading: Reading = {
    parse: (text) => answerFromText(info, text),
    format: (value) => (value === undefined || value === null ? '' : String(value)),
    suffix: info.component === 'Percent' ? '%' : (info.node['x-component-props']?.unit ?? ''),
    // The decimal keypad of phones has no minus sign.
    inputMode: min === undefined || min < 0 ? 'text' : info.component === 'Integer' ? 'numeric' : 'decimal',
  };
  return <DecimalInput props={props} reading={reading} />;
}

/** Typed in 元 or 万元, kept in 分 (D9). */
export function MoneyControl(props: ControlProps) {
  const unit = moneyUnitOf(props.info);
  const reading: Reading = {
    parse: (text) => answerFromText(props.info, text),
    format: (value) => (typeof value === 'number' ? moneyText(value, unit) : typeof value === 'string' ? value : ''),
    suffix: moneyUnitName(unit, props.locale),
    inputMode: 'decimal',
  };
  return <DecimalInput props={props} reading={reading} />;
}
