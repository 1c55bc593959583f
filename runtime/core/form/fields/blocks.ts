import type { FieldTypeInfo } from '../state.js';
import type { ComponentName, FieldNode, FormLocale } from '../types.js';

interface Part {
  readonly part: string;
  readonly label: Readonly<Record<FormLocale, string>>;
  readonly component: ComponentName;
  readonly more?: Partial<FieldNode>;
}

const personParts: readonly Part[] = [
  {
    part: 'name',
    label: { 'zh-CN': '姓名', 'en-US': 'Name' },
    component: 'Text',
    more: { 'x-limits': { maxLength: 50 } },
  },
  { part: 'idCard', label: { 'zh-CN': '身份证号', 'en-US': 'ID number' }, component: 'IdCard' },
  { part: 'phone', label: { 'zh-CN': '手机号', 'en-US': 'Mobile' }, component: 'Phone' },
  {
    part: 'post',
    label: { 'zh-CN': '职务', 'en-US': 'Position' },
    component: 'Text',
    more: { 'x-limits': { maxLength: 50 } },
  },
  { part: 'email', label: { 'zh-CN': '邮箱', 'en-US': 'Email' }, component: 'Email', more: { required: false } },
];
const enterpriseParts: readonly Part[] = [
  {
    part: 'name',
    label: { 'zh-CN': '企业名称', 'en-US': 'Company' },
    component: 'Text',
    more: { 'x-registry': '企业名称' },
  },
  {
    part: 'creditCode',
    label: { 'zh-CN': '统一社会信用代码', 'en-US': 'Credit code' },
    component: 'CreditCode',
    more: { 'x-registry': '统一社会信用代码' },
  },
  {
    part: 'legalPerson',
    label: { 'zh-CN': '法定代表人', 'en-US': 'Legal representative' },
    component: 'Text',
    more: { 'x-registry': '法定代表人' },
  },
  {
    part: 'foundedOn',
    label: { 'zh-CN': '成立日期', 'en-US': 'Founded on' },
    component: 'Date',
    more: { 'x-registry': '成立日期' },
  },
  {
    part: 'district',
    label: { 'zh-CN': '注册区县', 'en-US': 'District' },
    component: 'Text',
    more: { 'x-registry': '注册区县' },
  },
  {
    part: 'size',
    label: { 'zh-CN': '企业规模', 'en-US': 'Size' },
    component: 'Text',
    more: { 'x-registry': '企业规模' },
  },
];

/** What a block can ask, by component; the definition's `partNames`. */
const partsOf: Partial<Record<ComponentName, readonly Part[]>> = { Person: personParts, Enterprise: enterpriseParts };
/** What is asked where the author names nothing. */
const usual: Partial<Record<ComponentName, readonly string[]>> = {
  Person: ['name', 'idCard', 'phone'],
  Enterprise: ['name', 'creditCode', 'legalPerson'],
};

export const partNamesOf = (component: ComponentName): FieldTypeInfo['partNames'] =>
  (partsOf[component] ?? []).map(({ part, label }) => ({ part, label }));

const partNode = ({ label, component, more }: Part): FieldNode => ({
  type: 'string',
  title: label['zh-CN'],
  'x-component': component,
  'x-translations': {
    'en-US': { title: label['en-US'] } as NonNullable<FieldNode['x-translations']>['en-US'] & object,
  },
  required: true,
  ...more,
});

/** What a person or an enterprise is asked for, in order. */
export const blockParts = (node: FieldNode): readonly string[] =>
  node['x-component-props']?.parts ?? usual[node['x-component']] ?? [];

/** The columns of what holds rows: the author's own, or those its type gives it. */
export function columnNodesOf(node: FieldNode): Readonly<Record<string, FieldNode>> {
  const component = node['x-component'];
  const props = node['x-component-props'] ?? {};
  const known = partsOf[component];
  if (known !== undefined) {
    const parts = blockParts(node).flatMap((name) => known.filter(({ part }) => part === name));
    return Object.fromEntries(
      parts.map((part) => {
        const { 'x-registry': variable, ...rest } = partNode(part);
        return [
          part.part,
          variable === undefined || props.fromRegistry === false ? rest : { ...rest, 'x-registry': variable },
        ];
      }),
    );
  }
  if (component === 'Address') return addressColumns(node);
  return node.items?.properties ?? {};
}

function addressColumns(node: FieldNode): Readonly<Record<string, FieldNode>> {
  const { codeTable } = node['x-component-props'] ?? {};
  return {
    region: {
      ...partNode({ part: 'region', label: { 'zh-CN': '所在地区', 'en-US': 'Region' }, component: 'Region' }),
      ...(codeTable === undefined ? { enum: node.enum ?? [] } : { 'x-component-props': { codeTable } }),
    },
    detail: partNode({
      part: 'detail',
      label: { 'zh-CN': '详细地址', 'en-US': 'Street and number' },
      component: 'Text',
      more: { 'x-limits': { maxLength: 100 } },
    }),
  };
}
