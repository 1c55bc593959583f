import type { FeelLocale, FeelProblem, FeelProblemCode } from './problem.js';

/** Words for each problem, by language; `{name}` is filled from the problem's values. */
const texts: Readonly<Record<FeelProblemCode, Readonly<Record<FeelLocale, string>>>> = {
  SYNTAX: { 'zh-CN': '这里应为{expected}，却是“{found}”', 'en-US': 'Expected {expected} here, but found “{found}”' },
  SOURCE_TOO_LONG: {
    'zh-CN': '表达式过长：{length} 字，最多 {limit} 字',
    'en-US': 'The expression is too long: {length} characters, at most {limit}',
  },
  NESTED_TOO_DEEP: { 'zh-CN': '嵌套过深，最多 {limit} 层', 'en-US': 'Nested too deep: at most {limit} levels' },
  BAD_NUMBER: {
    'zh-CN': '数字“{found}”无法识别或超出范围',
    'en-US': 'The number “{found}” cannot be read or is out of range',
  },
  BAD_NUMBER_SUFFIX: {
    'zh-CN': '数字后面不能直接写文字：“{found}”（可用 万、亿、元、万元、亿元）',
    'en-US': 'Letters may not follow a number: “{found}” (allowed: 万, 亿, 元, 万元, 亿元)',
  },
  BAD_STRING: { 'zh-CN': '文字缺少结尾的引号', 'en-US': 'The text has no closing quotation mark' },
  BAD_TEMPORAL: {
    'zh-CN': '“{found}”不是有效的日期、时间或时长',
    'en-US': '“{found}” is no valid date, time or duration',
  },
  NAME_TAKEN: {
    'zh-CN': '名称“{name}”不可用，或在这里已有别的含义',
    'en-US': 'The name “{name}” cannot be used, or already means something else here',
  },
  FULL_WIDTH_CHARACTER: {
    'zh-CN': '全角符号“{found}”应写成半角“{meant}”',
    'en-US': 'Write the half-width “{meant}” instead of “{found}”',
  },
  PATTERN_INVALID: { 'zh-CN': '匹配模式“{found}”有误', 'en-US': 'The pattern “{found}” is malformed' },
  PATTERN_UNSAFE: {
    'zh-CN': '匹配模式“{found}”可能极慢，请改写（不要在重复里再套重复，不要用反向引用）',
    'en-US': 'The pattern “{found}” might be very slow; avoid repeats inside repeats, and back references',
  },
  PATTERN_COMPUTED: {
    'zh-CN': '匹配模式必须直接写成文字，不能由计算得出',
    'en-US': 'A pattern must be written as a literal, not computed',
  },
  UNKNOWN_NAME: { 'zh-CN': '没有名为“{name}”的字段或变量', 'en-US': 'There is no field or variable “{name}”' },
  UNKNOWN_ENTRY: { 'zh-CN': '没有名为“{name}”的项', 'en-US': 'There is no entry “{name}”' },
  UNKNOWN_FUNCTION: { 'zh-CN': '没有名为“{name}”的函数', 'en-US': 'There is no function “{name}”' },
  NOT_A_FUNCTION: { 'zh-CN': '{type}不能当作函数使用', 'en-US': 'A {type} cannot be called' },
  WRONG_TYPE: { 'zh-CN': '“{operator}”不能用于{right}', 'en-US': '“{operator}” cannot be used with {right}' },
  WRONG_ARGUMENTS: {
    'zh-CN': '函数“{name}”的参数不对：给了 {found}，需要 {expected}',
    'en-US': 'Wrong arguments for “{name}”: got {found}, expected {expected}',
  },
  NOT_COMPARABLE: { 'zh-CN': '{left}与{right}不能比较', 'en-US': 'A {left} cannot be compared with a {right}' },
  DIVISION_BY_ZERO: { 'zh-CN': '除数为零', 'en-US': 'Division by zero' },
  NUMBER_OUT_OF_RANGE: { 'zh-CN': '计算结果超出数字范围', 'en-US': 'The result is out of the range of numbers' },
  BAD_VALUE: { 'zh-CN': '“{name}”的值“{value}”不可用', 'en-US': 'The value “{value}” of “{name}” cannot be used' },
  INDEX_OUT_OF_RANGE: {
    'zh-CN': '没有第 {index} 项：共 {length} 项',
    'en-US': 'There is no item {index} among {length}',
  },
  STEP_LIMIT: { 'zh-CN': '计算量过大，已在 {limit} 步后停止', 'en-US': 'Too much work: stopped after {limit} steps' },
  SIZE_LIMIT: { 'zh-CN': '结果过长，最多 {limit} 字', 'en-US': 'The result is too long: at most {limit}' },
  CALL_DEPTH: { 'zh-CN': '函数相互调用过深', 'en-US': 'Functions call one another too deep' },
  WRONG_RESULT: {
    'zh-CN': '结果应为{expected}，却是{right}',
    'en-US': 'The result should be {expected}, but is {right}',
  },
  ALWAYS_TRUE: { 'zh-CN': '这个条件总是成立', 'en-US': 'This condition is always true' },
  ALWAYS_FALSE: { 'zh-CN': '这个条件永远不成立', 'en-US': 'This condition is never true' },
  UNREACHABLE: { 'zh-CN': '这个分支永远不会用到', 'en-US': 'This branch is never reached' },
};

/** FEEL's own words, as an author reads them. */
const chinese: Readonly<Record<string, string>> = {
  null: '空值',
  boolean: '是/否',
  string: '文字',
  number: '数字',
  date: '日期',
  time: '时间',
  'date and time': '日期时间',
  'days and time duration': '天数时长',
  'years and months duration': '年月时长',
  duration: '时长',
  list: '列表',
  context: '分组',
  range: '区间',
  function: '函数',
  any: '任意值',
  expression: '表达式',
  name: '名称',
  type: '类型',
  end: '结尾',
};

/** Parameters that hold FEEL's words and are translated; the rest is what the author wrote. */
const translated = new Set(['left', 'right', 'type', 'expected']);

const translate = (value: string): string =>
  value
    .split(', ')
    .map((word) => (Object.hasOwn(chinese, word) ? (chinese[word] ?? word) : word))
    .join('、');

/** What the parser expected, in English. */
const english: Readonly<Record<string, string>> = {
  end: 'the end',
  expression: 'an expression',
  name: 'a name',
  type: 'a type',
};

/** One sentence about a problem for an author. */
export function problemText(problem: FeelProblem, locale: FeelLocale): string {
  return texts[problem.code][locale].replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = Object.hasOwn(problem.params, key) ? String(problem.params[key]) : '';
    if (key === 'found' && value === '' && problem.code === 'SYNTAX') return locale === 'zh-CN' ? '结尾' : 'the end';
    if (locale === 'zh-CN') return translated.has(key) ? translate(value) : value;
    return problem.code === 'SYNTAX' && key === 'expected' && Object.hasOwn(english, value)
      ? (english[value] ?? value)
      : value;
  });
}
