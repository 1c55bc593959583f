import { useState } from 'react';
import { moneyText, moneyUnitName, moneyUnitOf } from '#core/form';
import { parseAmount } from '#core/money';
import { type ControlProps, spoken, wordsOf } from './control.js';

interface Reading {
  /** The answer for a text; a text that is no number stays itself, and is judged as such. */
  readonly parse: (text: string) => unknown;
  readonly format: (value: unknown) => string;
  readonly suffix: string;
  readonly inputMode: 'decimal' | 'text';
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

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s,]/g, '');

function parseNumber(text: string): unknown {
  const digits = bare(text);
  if (digits === '') return undefined;
  return /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : text;
}

export function NumberControl(props: ControlProps) {
  const { min } = props.info.node['x-limits'] ?? {};
  const reading: Reading = {
    parse: parseNumber,
    format: (value) => (value === undefined || value === null ? '' : String(value)),
    suffix: props.info.node['x-component-props']?.unit ?? '',
    // The decimal keypad of phones has no minus sign.
    inputMode: min !== undefined && min >= 0 ? 'decimal' : 'text',
  };
  return <DecimalInput props={props} reading={reading} />;
}

/** Typed in 元 or 万元, kept in 分 (D9). */
export function MoneyControl(props: ControlProps) {
  const unit = moneyUnitOf(props.info);
  const reading: Reading = {
    parse: (text) => {
      if (bare(text) === '') return undefined;
      const amount = parseAmount(text, unit);
      return amount.ok ? amount.value : text;
    },
    format: (value) => (typeof value === 'number' ? moneyText(value, unit) : typeof value === 'string' ? value : ''),
    suffix: moneyUnitName(unit, props.locale),
    inputMode: 'decimal',
  };
  return <DecimalInput props={props} reading={reading} />;
}
