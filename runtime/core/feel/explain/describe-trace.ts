import { assertNever } from '#core/result';
import type { FeelLocale } from '../problem.js';
import { showGap, showOperand } from './show-value.js';
import type { ComparisonOperator, ConditionTrace } from './trace.js';

type Comparison = Extract<ConditionTrace, { kind: 'comparison' }>;
type Words = Readonly<Record<FeelLocale, string>>;

const operatorWords: Readonly<Record<ComparisonOperator, Words>> = {
  '=': { 'zh-CN': '为', 'en-US': 'be' },
  '!=': { 'zh-CN': '不为', 'en-US': 'not be' },
  '>=': { 'zh-CN': '不低于', 'en-US': 'be at least' },
  '>': { 'zh-CN': '高于', 'en-US': 'be more than' },
  '<=': { 'zh-CN': '不超过', 'en-US': 'be at most' },
  '<': { 'zh-CN': '低于', 'en-US': 'be less than' },
  between: { 'zh-CN': '介于', 'en-US': 'be between' },
  in: { 'zh-CN': '属于', 'en-US': 'be one of' },
};

const dateWords: Readonly<Partial<Record<ComparisonOperator, Words>>> = {
  '>=': { 'zh-CN': '不早于', 'en-US': 'be no earlier than' },
  '>': { 'zh-CN': '晚于', 'en-US': 'be later than' },
  '<=': { 'zh-CN': '不晚于', 'en-US': 'be no later than' },
  '<': { 'zh-CN': '早于', 'en-US': 'be earlier than' },
};

/** One sentence for a citizen: what is missing where the condition fails, what it rests on where it passes. */
export function describeTrace(trace: ConditionTrace, locale: FeelLocale): string {
  switch (trace.kind) {
    case 'and':
    case 'or':
      return describeParts(trace.kind, trace.verdict, trace.children, locale);
    case 'not':
      return describeNot(trace, locale);
    case 'comparison':
      return describeComparison(trace, locale);
    case 'value':
      return describeValue(trace, locale);
    default:
      return assertNever(trace);
  }
}

/** Only the parts that the verdict rests on; of alternatives that all fail, every one would do. */
function describeParts(
  kind: 'and' | 'or',
  verdict: ConditionTrace['verdict'],
  children: readonly ConditionTrace[],
  locale: FeelLocale,
): string {
  const deciding = children.filter((child) => child.verdict === verdict);
  const texts = (deciding.length > 0 ? deciding : children).map((child) => describeTrace(child, locale));
  const isChoice = kind === 'or' && verdict !== 'pass';
  if (locale === 'zh-CN') return texts.join(isChoice ? '，或者' : '；');
  return texts.join(isChoice ? ', or ' : '; ');
}

function describeNot(trace: Extract<ConditionTrace, { kind: 'not' }>, locale: FeelLocale): string {
  const inner = describeTrace(trace.child, locale);
  if (trace.verdict === 'unknown') return inner;
  if (trace.verdict === 'pass')
    return locale === 'zh-CN' ? `未出现排除情形（${inner}）` : `No exclusion applies (${inner})`;
  return locale === 'zh-CN' ? `出现排除情形：${inner}` : `An exclusion applies: ${inner}`;
}

function describeComparison(trace: Comparison, locale: FeelLocale): string {
  const { left, verdict, gap } = trace;
  if (verdict === 'unknown') return noData([left, ...trace.right], locale);
  const value = showOperand(left, locale);
  if (verdict === 'pass') {
    return locale === 'zh-CN'
      ? `${left.label}为${spaced(value)}，符合要求（${requirement(trace, locale)}）`
      : `${left.label} is ${value}, as required (must ${requirement(trace, locale)})`;
  }
  if (gap) {
    const amount = showGap(gap, locale);
    const isOver = gap.kind === 'number' && gap.direction === 'less';
    if (locale === 'zh-CN') return `${left.label}${isOver ? '超出' : '还差'} ${amount}`;
    return `${left.label}: ${amount} ${isOver ? 'too much' : gap.kind === 'number' ? 'short' : 'to go'}`;
  }
  if (locale === 'zh-CN') return `${left.label}为${spaced(value)}，应${requirement(trace, locale)}`;
  return `${left.label} is ${value}, but must ${requirement(trace, locale)}`;
}

const spaced = (text: string): string => (/^[\d-]/.test(text) ? ` ${text}` : text);

function requirement({ operator, left, right }: Comparison, locale: FeelLocale): string {
  const words = left.type.startsWith('date')
    ? (dateWords[operator] ?? operatorWords[operator])
    : operatorWords[operator];
  const bounds = right.map((operand) => showOperand(operand, locale));
  if (locale === 'en-US') return `${words['en-US']} ${bounds.join(operator === 'between' ? ' and ' : ', ')}`;
  const joined = bounds.join(operator === 'between' ? ' 与 ' : '、');
  return `${words['zh-CN']}${spaced(joined)}${operator === 'between' ? ' 之间' : ''}`;
}

function noData(operands: readonly { readonly label: string; readonly value: unknown }[], locale: FeelLocale): string {
  const missing = operands.filter((operand) => operand.value === null).map((operand) => operand.label);
  const [first] = operands;
  const labels = missing.length > 0 ? missing : first ? [first.label] : [];
  if (missing.length === 0)
    return locale === 'zh-CN' ? `${labels.join('、')}无法判断` : `${labels.join(', ')} cannot be decided`;
  return locale === 'zh-CN'
    ? `${labels.join('、')}没有数据，无法判断`
    : `No data for ${labels.join(', ')}: cannot be decided`;
}

function describeValue(trace: Extract<ConditionTrace, { kind: 'value' }>, locale: FeelLocale): string {
  const [only] = trace.operands;
  if (trace.verdict === 'unknown')
    return noData(trace.operands.length > 0 ? trace.operands : [{ label: trace.text, value: '' }], locale);
  if (only && trace.operands.length === 1 && only.text === trace.text) {
    const value = showOperand(only, locale);
    return locale === 'zh-CN' ? `${only.label}为${spaced(value)}` : `${only.label} is ${value}`;
  }
  if (locale === 'zh-CN') return `${trace.text}：${trace.verdict === 'pass' ? '符合' : '不符合'}`;
  return `${trace.text}: ${trace.verdict === 'pass' ? 'met' : 'not met'}`;
}
