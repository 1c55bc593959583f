/** Money is integer 分 everywhere (D9); here it becomes what people read, and what they type becomes 分 again. */
export {
  type AmountText,
  describeAmount,
  formatExactYuan,
  formatYuan,
  isAmountFen,
  maxFen,
  yuanText,
} from './amount-text.js';
export { amountInCapitals } from './capitals.js';
export { type AmountProblem, type AmountUnit, parseAmount } from './parse-amount.js';
