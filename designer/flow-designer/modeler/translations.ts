import chinese from 'bpmn-js-i18n/translations/zn.js';

/** What bpmn-js-i18n 2.3 lacks or says in a way nobody in an office does. */
const ours: Readonly<Record<string, string>> = {
  'Create user task': '放一个人工步骤',
  'Create service task': '放一个自动步骤',
  'Append user task': '在后面加人工步骤',
  'Create start event': '放一个开始',
  'Create end event': '放一个结束',
  'Create gateway': '放一个分支',
  'Activate hand tool': '拖动画布',
  'Activate lasso tool': '框选',
  'Activate create/remove space tool': '拉开或收紧空间',
  'Activate global connect tool': '连线',
  'Append task': '在后面加步骤',
  'Append gateway': '在后面加分支',
  'Append end event': '在后面加结束',
  'Change element': '换成别的',
  Delete: '删除',
  Remove: '删除',
  'Connect to other element': '连到别的元素',
  'Add text annotation': '加文字说明',
};

/** The words of the drawing tools. */
export function translations(locale: 'zh-CN' | 'en-US'): Readonly<Record<string, string>> {
  if (locale === 'en-US') return {};
  return { ...chinese, ...ours };
}
