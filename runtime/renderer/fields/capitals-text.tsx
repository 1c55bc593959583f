import { amountInCapitals, isAmountFen } from '#core/money';

/** 壹佰贰拾叁元整, or nothing where the figure is no amount. */
export function CapitalsText({ fen }: { readonly fen: number }) {
  return isAmountFen(fen) ? amountInCapitals(fen) : null;
}
