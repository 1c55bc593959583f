import type { FieldNode, FormSchema } from '#core/form';

/** A form of 1,000 fields in ten sections, and the answers to it: the same for us and for plain Formily. */
const sectionCount = 10;
const perSection = 100;
const kinds = ['Text', 'Text', 'Number', 'Choice', 'Date'] as const;
export type Kind = (typeof kinds)[number];

export interface BenchField {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  /** Shown while the text of the section's first field has an odd number of characters. */
  readonly isSwitched: boolean;
  readonly isRequired: boolean;
}
export interface BenchSection {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly BenchField[];
}

export const benchSections: readonly BenchSection[] = Array.from({ length: sectionCount }, (_, section) => ({
  id: `s${section}`,
  title: `第 ${section + 1} 部分`,
  fields: Array.from({ length: perSection }, (_unused, index) => ({
    id: `f${section}_${index}`,
    title: `字段${section}_${index}`,
    kind: kinds[index % kinds.length] ?? 'Text',
    isSwitched: index >= 1 && index <= 5,
    isRequired: index % 3 === 0,
  })),
}));
export const options = Array.from({ length: 12 }, (_, index) => ({ label: `选项 ${index}`, value: `o${index}` }));

const jsonTypes = { Text: 'string', Number: 'number', Choice: 'string', Date: 'string' } as const;

const nodeOf = (field: BenchField, section: BenchSection): FieldNode => ({
  type: jsonTypes[field.kind],
  title: field.title,
  'x-component': field.kind,
  ...(field.isRequired ? { required: true } : {}),
  ...(field.kind === 'Choice' ? { enum: options } : {}),
  ...(field.kind === 'Text' ? { 'x-limits': { maxLength: 50 } } : {}),
  ...(field.kind === 'Number' ? { 'x-limits': { min: 0, max: 1_000_000 } } : {}),
  ...(field.isSwitched
    ? { 'x-rules': { visible: `{{ modulo(string length(${section.fields[0]?.title}), 2) = 1 }}` } }
    : {}),
});

export const thousandFields: FormSchema = {
  version: 1,
  type: 'object',
  properties: Object.fromEntries(
    benchSections.map((section) => [
      section.id,
      {
        type: 'void',
        title: section.title,
        'x-component': 'Section',
        properties: Object.fromEntries(section.fields.map((field) => [field.id, nodeOf(field, section)])),
      } satisfies FieldNode,
    ]),
  ),
};

const answers = { Text: '海宸智造', Number: 1234.5, Choice: 'o3', Date: '2026-11-20' } as const;
/** A complete submission: the first field of each section has five characters, so that all fields are shown. */
export const thousandAnswers: Readonly<Record<string, string | number>> = Object.fromEntries(
  benchSections.flatMap((section) =>
    section.fields.map((field, index) => [field.id, index === 0 ? '海宸智造厂' : answers[field.kind]] as const),
  ),
);

const column = (component: Kind, title: string, more: Partial<FieldNode> = {}): FieldNode => ({
  type: jsonTypes[component],
  title,
  'x-component': component,
  ...more,
});
const tableRows = 1000;
export const bigTable: FormSchema = {
  version: 1,
  type: 'object',
  properties: {
    rows: {
      type: 'array',
      title: '明细',
      'x-component': 'Table',
      items: {
        type: 'object',
        properties: {
          name: column('Text', '名称', { required: true }),
          model: column('Text', '型号'),
          count: column('Number', '数量', { 'x-component-props': { sum: true } }),
          price: column('Number', '单价'),
          kind: column('Choice', '类别', { enum: options }),
          day: column('Date', '日期'),
        },
      },
    },
  },
};
export const bigTableAnswers = {
  rows: Array.from({ length: tableRows }, (_, index) => ({
    id: `r${index}`,
    name: `设备 ${index}`,
    model: `M-${index}`,
    count: index % 7,
    price: 100 + index,
    kind: 'o1',
    day: '2026-11-20',
  })),
};
