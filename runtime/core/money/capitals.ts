import Nzh from 'nzh';
import { isAmountFen, yuanText } from './amount-text.js';

/**
 * 金额大写 as the 支付结算办法 wants it on bills and receipts: 叁拾万元整. Takes 0 … 10^15 分.
 * The decimals are cut where they are nought, since the library writes 整 only for a bare integer.
 */
export function amountInCapitals(fen: number): string {
  if (!isAmountFen(fen)) throw new RangeError(`Expected an amount in fen, but got ${fen}`);
  const normalised = yuanText(fen).replace(/\.00$/, '');
  return Nzh.cn.toMoney(normalised, { outSymbol: false });
}
