import { type ComponentName, componentNames, type FieldNode, type FormSchema, fieldTypes, mayHold } from '#core/form';

/** What a palette node lacks to be shown with something in it. */
const more: Partial<Record<ComponentName, Partial<FieldNode>>> = {
  Formula: { 'x-rules': { value: '{{ 数字 * 2 }}' } },
  Hidden: { 'x-rules': { value: '{{ 1 }}' } },
  Region: { 'x-component-props': { codeTable: 'regions' } },
  Address: { 'x-component-props': { codeTable: 'regions' } },
  MultipleChoice: { required: true },
  Text: { required: true, description: '按营业执照填写' },
  Rating: { required: true },
  Signature: { required: true },
  Person: { required: true },
  Divider: { title: '以下由经办人填写' },
};

const column = (title: string, component: ComponentName, extra: Partial<FieldNode> = {}): FieldNode => ({
  ...fieldTypes[component].createNode('c'),
  title,
  ...extra,
});

const table: Partial<FieldNode> = {
  items: {
    type: 'object',
    properties: {
      name: column('设备名称', 'Text', { required: true }),
      count: column('数量', 'Integer', { 'x-component-props': { sum: true, unit: '台' } }),
      cost: column('金额', 'Money', { 'x-component-props': { sum: true } }),
    },
  },
};
const group: Partial<FieldNode> = {
  'x-component-props': { rowTitle: '股东' },
  items: {
    type: 'object',
    properties: {
      who: column('名称', 'Text', { required: true }),
      share: column('持股比例', 'Percent'),
      licence: column('营业执照', 'File'),
    },
  },
};

/** One field of every type, on a page of its own group, as the palette makes it. */
export function everyTypeForm(): FormSchema {
  const pages = ['common', 'more', 'government', 'layout'] as const;
  const inside = (page: (typeof pages)[number]) =>
    componentNames
      .filter((name) => fieldTypes[name].group === page && mayHold('Section', name))
      .map((name): [string, FieldNode] => {
        const id = `f${name}`;
        const node = { ...fieldTypes[name].createNode(id), ...more[name] };
        if (name === 'Table') return [id, { ...node, ...table }];
        if (name === 'Group') return [id, { ...node, ...group }];
        return [id, node.properties === undefined ? node : { ...node, properties: filled(name) }];
      });
  return {
    version: 1,
    type: 'object',
    properties: Object.fromEntries(
      pages.map((page) => [
        `s${page}`,
        {
          type: 'void',
          title: { common: '常用', more: '更多', government: '政务', layout: '布局' }[page],
          'x-component': 'Section',
          properties: Object.fromEntries(inside(page)),
        } satisfies FieldNode,
      ]),
    ),
  };
}

function filled(box: ComponentName): Record<string, FieldNode> {
  const field = (name: string) => column(`${fieldTypes[box].label['zh-CN']}里的${name}`, 'Text', { required: true });
  if (box !== 'Tabs') return { [`${box}1`]: field('甲'), [`${box}2`]: field('乙') };
  const card = (title: string, id: string): FieldNode => ({
    ...fieldTypes.Card.createNode(id),
    title,
    properties: { [id]: field(title) },
  });
  return { tab1: card('第一页', 'tab1a'), tab2: card('第二页', 'tab2a') };
}

export const everyTypeAnswers = {
  fText: '海宸智造有限公司',
  fLongText: '已建成两条产线。\n\n明年再建一条。',
  fNumber: 12.5,
  fInteger: 1200,
  fPercent: 33.3,
  fMoney: 123_456_700,
  fDate: '2026-11-20',
  fDateRange: { start: '2026-01-01', end: '2026-12-31' },
  fYearMonth: '2026-11',
  fTime: '09:30',
  fChoice: '选项一',
  fMultipleChoice: ['选项一', '选项二'],
  fCascade: '小类一',
  fTree: ['小类一'],
  fYesNo: true,
  fRating: 4,
  fFile: [{ fileId: 'a', name: '审计报告.pdf', size: 1_234_567 }],
  fImage: [{ fileId: 'b', name: '车间.jpg', size: 2_345_678 }],
  fEmail: 'name@example.com',
  fUrl: 'https://www.example.com/a',
  fPerson: [{ id: 'only', name: '张三', idCard: '330283199003070119', phone: '13800138000' }],
  fEnterprise: [{ id: 'only', name: '甲公司', creditCode: '91330283MA28AB12X8', legalPerson: '王五' }],
  fAddress: [{ id: 'only', region: '330201', detail: '大港路 1 号' }],
  fCreditCode: '91330283MA28AB12X8',
  fIdCard: '330283199003070119',
  fPhone: '13800138000',
  fBankAccount: '33050161234500000123',
  fRegion: '330202',
  fFileSet: [{ id: 'only', fFileSet_f1: [{ fileId: 'c', name: '方案.pdf', size: 34_567 }] }],
  fAgreement: true,
  fSignature: {
    strokes: [
      [200, 120, 260, 300, 320, 130, 400, 290],
      [480, 200, 620, 180, 560, 330],
    ],
  },
  fTable: [
    { id: 'r1', name: '数控机床', count: 12, cost: 96_000_000 },
    { id: 'r2', name: '机械臂', count: 30, cost: 12_345_600 },
  ],
  fGroup: [{ id: 'r1', who: '乙公司', share: 60, licence: [{ fileId: 'd', name: '执照.pdf', size: 99_000 }] }],
  Card1: '甲',
  Card2: '乙',
  Columns1: '甲',
  Columns2: '乙',
  tab1a: '一',
  tab2a: '二',
};
