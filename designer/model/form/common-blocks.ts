import type { ComponentName, FieldNode } from '#core/form';
import { fieldTypes } from '#core/form';

/** Fields that are asked again and again, ready to be put in; every copy gets ids and names of its own. */
export const commonBlocks = ['company', 'account', 'promise'] as const;
export type CommonBlock = (typeof commonBlocks)[number];

const field = (component: ComponentName, title: string, more: Partial<FieldNode> = {}): FieldNode => ({
  ...fieldTypes[component].createNode('b'),
  title,
  ...more,
});
const page = (title: string, properties: Readonly<Record<string, FieldNode>>): FieldNode =>
  field('Section', title, { properties });
const required = { required: true } as const;

/** 企业基本信息, 银行账户, 承诺书: each a page of filling in. */
export function commonBlock(block: CommonBlock): FieldNode {
  switch (block) {
    case 'company':
      return page('企业基本信息', {
        firm: field('Enterprise', '申报单位', required),
        place: field('Address', '经营地址', { 'x-component-props': { codeTable: 'regions' } }),
        contact: field('Person', '联系人', { ...required, 'x-component-props': { parts: ['name', 'phone', 'email'] } }),
      });
    case 'account':
      return page('收款账户', {
        payee: field('Text', '户名', { ...required, description: '应与申报单位名称一致' }),
        bank: field('Text', '开户银行', required),
        branch: field('Text', '联行号', {
          ...required,
          'x-limits': { pattern: '[0-9]{12}', patternMessage: '联行号是 12 位数字' },
        }),
        account: field('BankAccount', '收款账号', required),
      });
    case 'promise':
      return page('承诺', {
        promise: field('Agreement', '我单位已阅读并同意以上承诺', required),
        signature: field('Signature', '法定代表人签名', required),
      });
  }
}
