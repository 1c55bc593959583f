import type { ComponentName } from '../types.js';

type Json = Readonly<Record<string, unknown>>;
const propsOf = (node: Json): Json => (node['x-component-props'] ?? {}) as Json;

/** Components of `@formily/antd` and its like, by what they are here; undefined where there is no such field. */
export function componentFor(node: Json): ComponentName | 'flatten' | undefined {
  const name = String(node['x-component'] ?? '');
  switch (name) {
    case 'Input':
      return propsOf(node).type === 'url' ? 'Url' : node.format === 'email' ? 'Email' : 'Text';
    case 'Input.TextArea':
      return 'LongText';
    case 'NumberPicker':
    case 'InputNumber':
      return node.type === 'integer' ? 'Integer' : 'Number';
    case 'Select':
      return propsOf(node).mode === 'multiple' || node.type === 'array' ? 'MultipleChoice' : 'Choice';
    case 'Radio.Group':
      return 'Choice';
    case 'Checkbox.Group':
      return 'MultipleChoice';
    case 'Checkbox':
    case 'Switch':
      return 'YesNo';
    case 'DatePicker':
      return propsOf(node).picker === 'month' ? 'YearMonth' : 'Date';
    case 'DatePicker.RangePicker':
      return 'DateRange';
    case 'TimePicker':
      return 'Time';
    case 'Upload':
    case 'Upload.Dragger':
      return 'File';
    case 'Rate':
      return 'Rating';
    case 'Cascader':
      return 'Cascade';
    case 'TreeSelect':
      return 'Tree';
    case 'ArrayTable':
      return 'Table';
    case 'ArrayItems':
    case 'ArrayCards':
    case 'ArrayCollapse':
      return 'Group';
    case 'FormStep.StepPane':
      return 'Section';
    case 'Card':
    case 'FormCollapse.CollapsePanel':
    case 'FormTab.TabPane':
      return 'Card';
    case 'FormTab':
      return 'Tabs';
    case 'FormGrid':
      return 'Columns';
    case 'FormStep':
    case 'FormLayout':
    case 'FormCollapse':
    case 'Space':
    case 'FormGrid.GridColumn':
    case 'ArrayTable.Column':
      return 'flatten';
    case '':
      return withoutComponent(node);
    default:
      return undefined;
  }
}

/** JSON Schema without a component: its type says what it is. */
function withoutComponent(node: Json): ComponentName | 'flatten' | undefined {
  if (Array.isArray(node.enum)) return 'Choice';
  switch (node.type) {
    case 'string':
      return 'Text';
    case 'number':
      return 'Number';
    case 'integer':
      return 'Integer';
    case 'boolean':
      return 'YesNo';
    case 'void':
    case 'object':
      return 'flatten';
    default:
      return undefined;
  }
}
