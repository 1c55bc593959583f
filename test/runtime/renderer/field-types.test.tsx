import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { type CompiledForm, compileForm, type SubmissionData } from '#core/form';
import { ErrorSummary, FormRenderer, type FormSession, useFormSession } from '#renderer';
import { everyTypeAnswers, everyTypeForm } from '../../form-pages/every-type.js';
import { button, clear, click, control, draw, errorAt, field, node, schemaOf, type } from './page.js';

const now = '2026-11-22T02:00:00Z';
let session: FormSession;
function Page({ compiled, data = {} }: { readonly compiled: CompiledForm; readonly data?: SubmissionData }) {
  session = useFormSession({ compiled, initialData: data, now });
  return (
    <>
      <ErrorSummary session={session} />
      <FormRenderer session={session} />
    </>
  );
}
const open = async (properties: Parameters<typeof schemaOf>[0], data?: SubmissionData) => {
  await draw(<Page compiled={compileForm(schemaOf(properties))} {...(data ? { data } : {})} />);
};
const text = () => document.body.textContent ?? '';
afterEach(clear);

describe('every field type', () => {
  it('is drawn with its answer and takes it back unchanged', async () => {
    const compiled = compileForm(everyTypeForm(), { codeTables: { regions: [{ label: '滨海区', value: '330201' }] } });
    await draw(<Page compiled={compiled} data={everyTypeAnswers} />);
    expect(session.data()).toMatchObject(everyTypeAnswers);
    const drawn = compiled.fields.filter(
      ({ component, id }) => component !== 'Hidden' && !id.startsWith('tab2') && field(id) === null,
    );
    expect(drawn.map(({ id }) => id)).toEqual([]);
  });
});

describe('rows', () => {
  const group = {
    owners: node('Group', 'array', '股东', {
      'x-component-props': { rowTitle: '股东' },
      items: {
        type: 'object',
        properties: {
          who: node('Text', 'string', '名称', { required: true, 'x-limits': { unique: true } }),
          licence: node('File', 'array', '执照'),
        },
      },
    }),
  };

  it('a group grows by cards, each named, and gives them up again', async () => {
    await open(group);
    await click(button('添加股东'));
    await click(button('添加股东'));
    expect([...document.querySelectorAll('.dxf-group-head strong')].map((one) => one.textContent)).toEqual([
      '股东 1',
      '股东 2',
    ]);
    await type('名称', '甲');
    await click(button('删除股东 2'));
    expect(session.data().owners).toEqual([{ id: expect.any(String), who: '甲' }]);
  });

  it('a value that two rows share is red in the second, and no more once the first goes', async () => {
    await open(group, {
      owners: [
        { id: 'a', who: '甲' },
        { id: 'b', who: '甲' },
      ],
    });
    await act(async () => void session.attemptAll());
    expect(errorAt('owners.b.who')).toContain('和第 1 行重复');
    await click(button('删除股东 1'));
    expect(errorAt('owners.b.who')).toBe('');
  });

  it('a block asks for its parts, and its errors name them', async () => {
    await open({ boss: node('Person', 'array', '负责人', { required: true }) });
    await type('姓名', '张三');
    await act(async () => void session.attemptAll());
    expect(errorAt('boss.only.idCard')).toContain('身份证号');
    expect(document.querySelector('.dxf-summary')?.textContent).toContain('负责人身份证号');
    expect(session.data()).toEqual({ boss: [{ id: 'only', name: '张三' }] });
  });

  it('pasting a range fills cells and adds rows; one cell is left to the input', async () => {
    const table = {
      t: node('Table', 'array', '明细', {
        items: {
          type: 'object',
          properties: {
            name: node('Text', 'string', '名称'),
            count: node('Integer', 'integer', '数量', { 'x-component-props': { sum: true } }),
          },
        },
      }),
    };
    await open(table, { t: [{ id: 'a', name: '甲' }] });
    const paste = async (words: string) => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: { getData: () => words } });
      await act(async () => void document.querySelector('td input')?.dispatchEvent(event));
      return event.defaultPrevented;
    };
    expect(await paste('乙')).toBe(false);
    expect(await paste('乙\t3\n丙\t4')).toBe(true);
    expect(session.data().t).toEqual([
      { id: 'a', name: '乙', count: 3 },
      { id: expect.any(String), name: '丙', count: 4 },
    ]);
    expect(document.querySelector('tfoot')?.textContent).toContain('7');
  });

  it('a table of many rows shows fifty, and the page of a row that is wrong', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      id: `r${index}`,
      name: index === 110 ? '' : `${index}`,
    }));
    await open(
      {
        t: node('Table', 'array', '明细', {
          items: { type: 'object', properties: { name: node('Text', 'string', '名称', { required: true }) } },
        }),
      },
      { t: rows },
    );
    expect(document.querySelectorAll('tbody tr')).toHaveLength(50);
    await act(async () => void session.attemptAll());
    await click(button('明细第 111 行'));
    expect(document.querySelectorAll('tbody tr')).toHaveLength(20);
    expect(document.activeElement?.id).toBe(document.querySelector('[data-path="t.r110.name"] input')?.id);
  });
});

describe('boxes', () => {
  const tabs = {
    tabs: node('Tabs', 'void', '更多', {
      properties: {
        one: node('Card', 'void', '基本', { properties: { a: node('Text', 'string', '甲') } }),
        two: node('Card', 'void', '其他', { properties: { b: node('Text', 'string', '乙', { required: true }) } }),
      },
    }),
  };

  it('an error behind a tab is told on the tab, and its line in the summary opens it', async () => {
    await open(tabs);
    expect(field('b')).toBeNull();
    await act(async () => void session.attemptAll());
    expect(document.querySelectorAll('[role="tab"]')[1]?.textContent).toBe('其他1 处要改');
    await click(document.querySelector('.dxf-summary button'));
    expect(document.activeElement).toBe(control('乙'));
  });

  it('arrows go from tab to tab, and round', async () => {
    await open(tabs);
    const press = (key: string) =>
      act(async () => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      });
    await act(async () => document.querySelector<HTMLElement>('[role="tab"]')?.focus());
    await press('ArrowRight');
    expect(document.activeElement?.textContent).toBe('其他');
    await press('ArrowRight');
    expect(document.activeElement?.textContent).toBe('基本');
  });

  it('a card that a rule hides is gone with what it holds', async () => {
    await open({
      yes: node('YesNo', 'boolean', '有外资'),
      card: node('Card', 'void', '外资', {
        'x-rules': { visible: '{{ 有外资 = true }}' },
        properties: { country: node('Text', 'string', '来源国') },
      }),
    });
    expect(text()).not.toContain('来源国');
    await click(document.querySelector('input[type="radio"]'));
    expect(text()).toContain('来源国');
  });
});

describe('single answers', () => {
  it('months and times are typed as one likes and put in order', async () => {
    await open({ m: node('YearMonth', 'string', '月份'), t: node('Time', 'string', '时间') });
    await type('月份', '2026年3月');
    await type('时间', '9点5分');
    expect(session.data()).toEqual({ m: '2026-03', t: '09:05' });
    expect(control('月份').value).toBe('2026-03');
  });

  it('who cannot draw types the name', async () => {
    await open({ s: node('Signature', 'object', '签名') });
    await click(button('改为输入姓名'));
    const input = document.querySelector<HTMLInputElement>('.dxf-signature input');
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '张三');
      input?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(session.data()).toEqual({ s: { typed: '张三' } });
  });

  it('options follow the answer they rest on, and a bound its formula', async () => {
    const option = (label: string) => ({ label, value: label });
    await open(
      {
        kind: node('Choice', 'string', '类别', { enum: [option('软件'), option('硬件')] }),
        item: node('Choice', 'string', '项目', {
          enum: [option('甲'), option('乙')],
          'x-rules': { options: '{{ if 类别 = "软件" then ["甲"] else ["乙"] }}' },
        }),
      },
      { kind: '软件' },
    );
    expect(field('item')?.textContent).toContain('甲');
    expect(field('item')?.textContent).not.toContain('乙');
  });

  it('a rich note shows what would run as the text it is', async () => {
    await open({
      n: node('RichNote', 'void', '', {
        'x-component-props': { content: '**粗** <script>x</script> [a](javascript:alert(1)) [b](https://b.cn)' },
      }),
    });
    expect(document.querySelector('.dxf-rich strong')?.textContent).toBe('粗');
    expect(document.querySelector('.dxf-rich script')).toBeNull();
    expect([...document.querySelectorAll('.dxf-rich a')].map((a) => a.getAttribute('href'))).toEqual(['https://b.cn']);
    expect(text()).toContain('<script>x</script>');
  });
});
