import { type FeelProblem, problemText } from '#core/feel';
import type { FormLocale, SchemaIssueCode } from '../types.js';
import type { IssueParams, Speaker } from './answer-messages.js';

const limitZh: Readonly<Record<string, string>> = {
  fields: '字段',
  columns: '列',
  options: '选项',
  depth: '层',
  bytes: '字节',
};

/** What FEEL says about a rule; `lintForm` carries its problem in the parameters. */
function ruleText(params: IssueParams, locale: FormLocale, otherwise: string): string {
  const { problem, from, to, source: _source, ...rest } = params;
  if (typeof problem !== 'string') return otherwise;
  const values = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, typeof value === 'boolean' ? String(value) : value]),
  );
  return problemText(
    { code: problem as FeelProblem['code'], from: Number(from), to: Number(to), params: values },
    locale,
  );
}

/** For authors of forms: what to change where. */
export const schemaZh: Readonly<Record<SchemaIssueCode, Speaker>> = {
  NOT_AN_OBJECT: () => '这里应是一个对象',
  UNKNOWN_KEY: (p) => `不认识“${p.key}”，请去掉`,
  MISSING_KEY: (p) => missingZh[String(p.key)] ?? `缺少“${p.key}”`,
  BAD_VALUE: (p) => `这里的值不对，应为 ${p.expected}`,
  UNKNOWN_COMPONENT: (p) => `没有“${p.component}”这种字段`,
  VERSION_UNKNOWN: () => '表单格式的版本不认识，应为 1',
  ID_INVALID: (p) => `字段编号“${p.id}”不能用，应以字母开头，只含字母、数字、_ 和 -`,
  ID_TAKEN: (p) => `“${p.id}”用了两次，请换一个`,
  NAME_INVALID: (p) => `名称“${p.name}”不能用在规则里，应以文字开头，不含空格和标点`,
  NAME_TAKEN: (p) => `名称“${p.name}”已被“${p.other}”使用，请换一个`,
  NOT_ALLOWED_HERE: (p) => `“${p.component}”不能放在这里`,
  LIMIT_EXCEEDED: (p) => `太多了，最多 ${p.max} ${limitZh[String(p.what)] ?? ''}`,
  LIMITS_CONTRADICT: () => '下限大于上限，请改正',
  PATTERN_UNSAFE: () => '这个格式写法可能很慢或不支持，请用更简单的写法',
  RULE_NOT_FEEL: () => '规则应写在 {{ }} 里，且不能为空',
  RULE_INVALID: (p) => ruleText(p, 'zh-CN', '规则写得不对，请检查'),
  RULE_UNKNOWN_NAME: (p) => ruleText(p, 'zh-CN', '规则里的名称不存在，可能改了名或已删除'),
  RULE_WRONG_TYPE: (p) => ruleText(p, 'zh-CN', '规则的结果类型不对，请检查'),
  RULE_CYCLE: (p) => `规则互相依赖，算不出来：${p.fields}`,
  EMPTY_FORM: () => '表单里还没有字段，请从左边拖一个进来',
  FORMULA_MISSING: () => '请写上怎么计算',
  IMPORT_KEY: (p) => `“${p.key}”没有带过来`,
  IMPORT_EXPRESSION: () => '这里是 JavaScript，没有带过来，请在“规则”里用公式重写',
  IMPORT_ID: (p) => `编号“${p.id}”不能用，改成了“${p.now}”`,
  REGISTRY_UNKNOWN: (p) => `登记库里没有“${p.name}”，请重新选择来源`,
};
const missingZh: Readonly<Record<string, string>> = {
  title: '请写上标题',
  enum: '请至少加一个选项',
  items: '请至少加一列',
  message: '请写明不满足时怎么说',
};

export const schemaEn: Readonly<Record<SchemaIssueCode, Speaker>> = {
  NOT_AN_OBJECT: () => 'This should be an object',
  UNKNOWN_KEY: (p) => `“${p.key}” is not known; take it out`,
  MISSING_KEY: (p) => missingEn[String(p.key)] ?? `“${p.key}” is missing`,
  BAD_VALUE: (p) => `This value will not do; expected ${p.expected}`,
  UNKNOWN_COMPONENT: (p) => `There is no field type “${p.component}”`,
  VERSION_UNKNOWN: () => 'The version of the form format is not known; it should be 1',
  ID_INVALID: (p) => `The field id “${p.id}” will not do: a letter, then letters, digits, _ and -`,
  ID_TAKEN: (p) => `“${p.id}” is used twice; choose another`,
  NAME_INVALID: (p) => `The name “${p.name}” cannot stand in a rule: a letter first, no spaces or punctuation`,
  NAME_TAKEN: (p) => `The name “${p.name}” is used by “${p.other}”; choose another`,
  NOT_ALLOWED_HERE: (p) => `“${p.component}” cannot stand here`,
  LIMIT_EXCEEDED: (p) => `Too many; at most ${p.max} ${p.what}`,
  LIMITS_CONTRADICT: () => 'The lower bound lies above the upper one',
  PATTERN_UNSAFE: () => 'This pattern may be slow or is not supported; write a simpler one',
  RULE_NOT_FEEL: () => 'A rule stands in {{ }} and must not be empty',
  RULE_INVALID: (p) => ruleText(p, 'en-US', 'The rule cannot be read; check it'),
  RULE_UNKNOWN_NAME: (p) =>
    ruleText(p, 'en-US', 'A name in the rule does not exist; it may have been renamed or deleted'),
  RULE_WRONG_TYPE: (p) => ruleText(p, 'en-US', 'The rule gives a value of the wrong type'),
  RULE_CYCLE: (p) => `These rules wait for each other: ${p.fields}`,
  EMPTY_FORM: () => 'There is no field yet; drag one in from the left',
  FORMULA_MISSING: () => 'Say how it is computed',
  IMPORT_KEY: (p) => `“${p.key}” was left out`,
  IMPORT_EXPRESSION: () => 'This is JavaScript and was left out; write it anew as a formula under “Rules”',
  IMPORT_ID: (p) => `The id “${p.id}” will not do; it became “${p.now}”`,
  REGISTRY_UNKNOWN: (p) => `The registry has no “${p.name}”; choose another source`,
};
const missingEn: Readonly<Record<string, string>> = {
  title: 'Give it a title',
  enum: 'Add at least one option',
  items: 'Add at least one column',
  message: 'Say what to tell the applicant',
};
