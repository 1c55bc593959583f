import { Schema } from '@formily/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileForm, componentNames, type FieldInfo, fieldTypes } from '#core/form';
import { FieldPreview, FormDocument, ReviewAnswers, useFormSession } from '#renderer';
import { toFormilySchema } from '../../../runtime/renderer/formily/to-formily-schema.js';
import { button, clear, click, draw, field, node, schemaOf } from './page.js';

const now = '2026-11-22T02:00:00Z';
const compiled = compileForm(
  schemaOf({
    one: node('Section', 'void', '企业情况', {
      properties: {
        name: node('Text', 'string', '企业名称'),
        kind: node('Choice', 'string', '规模', { enum: [{ label: '大型', value: 'L' }] }),
        secret: node('Text', 'string', '内部意见'),
        other: node('Text', 'string', '备注', { 'x-rules': { visible: '{{ 规模 = "S" }}' } }),
      },
    }),
    two: node('Section', 'void', '金额', {
      properties: {
        money: node('Money', 'integer', '申报金额'),
        rows: node('Table', 'array', '设备', {
          items: { type: 'object', properties: { item: node('Text', 'string', '名称') } },
        }),
        files: node('File', 'array', '附件'),
      },
    }),
  }),
);
const data = {
  name: '海宸',
  kind: 'L',
  secret: '缓办',
  money: 102_340,
  rows: [{ id: 'a', item: '机床' }],
  files: [{ fileId: 'f', name: 'a.pdf', size: 2048 }],
};

afterEach(clear);

describe('a submission as a document', () => {
  it('shows labels, words for values, capitals, rows and tags, and leaves out what this step may not see', async () => {
    await draw(
      <FormDocument
        compiled={compiled}
        data={data}
        now={now}
        access={{ secret: 'hidden' }}
        provenance={{ name: { text: '市场监管登记', tone: 'success' } }}
        changedFields={['money']}
      />,
    );
    const rows = [...document.querySelectorAll('.dxf-row')].map((row) => row.textContent);
    expect(rows).toEqual([
      '企业名称海宸市场监管登记',
      '规模大型',
      '申报金额1,023.40 元补正后改过壹仟零贰拾叁元肆角',
      '设备名称名称机床',
      '附件a.pdf2 KB',
    ]);
  });

  it('opens a file when asked', async () => {
    const openFile = vi.fn();
    await draw(<FormDocument compiled={compiled} data={data} now={now} openFile={openFile} />);
    await click(button('a.pdf'));
    expect(openFile).toHaveBeenCalledWith(data.files[0]);
  });
});

function Review({ onChange }: { readonly onChange: (section: number) => void }) {
  const session = useFormSession({ compiled, initialData: data, now });
  return <ReviewAnswers session={session} onChange={onChange} />;
}

it('check-your-answers leads back to the page', async () => {
  const onChange = vi.fn();
  await draw(<Review onChange={onChange} />);
  expect(field('money')?.textContent).toContain('1,023.40 元');
  expect(field('other')).toBeNull();
  await click(button('修改金额'));
  expect(onChange).toHaveBeenCalledWith(1);
});

describe('the designer’s sheet', () => {
  it.each(componentNames)('draws a new %s, inert', async (component) => {
    const made = { ...fieldTypes[component].createNode('f1'), title: '这一项' };
    await draw(<FieldPreview node={made} />);
    // A rich note is its content, without a title.
    expect(document.body.textContent).toContain(component === 'RichNote' ? '填写须知' : '这一项');
    if (fieldTypes[component].kind !== 'box') expect(document.querySelector('[inert]')).not.toBeNull();
  });
});

describe('Formily', () => {
  it('is given no expression, whatever an author writes', () => {
    const info = compileForm(
      schemaOf({ a: node('Text', 'string', '{{ alert(1) }}', { 'x-rules': { visible: '{{ true }}' } }) }),
    ).fields as readonly FieldInfo[];
    expect(JSON.stringify(toFormilySchema(info))).not.toContain('{{');
  });
  it('evaluates none', async () => {
    await import('../../../runtime/renderer/formily/schema-compiler.js');
    const schema = new Schema({ type: 'string', title: '{{ 1 + 1 }}' });
    expect(() => schema.compile({})).toThrow('without expressions');
  });
});
