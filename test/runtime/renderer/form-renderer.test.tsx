import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileForm, type FormIssue, type SubmissionData } from '#core/form';
import { ErrorSummary, FormRenderer, type FormSession, StepProgress, type Uploader, useFormSession } from '#renderer';
import { button, clear, click, control, draw, errorAt, field, node, redraw, schemaOf, type } from './page.js';

const compiled = compileForm(
  schemaOf({
    firm: node('Section', 'void', '企业情况', {
      properties: {
        name: node('Text', 'string', '企业名称', { required: true, 'x-registry': '企业.名称' }),
        revenue: node('Money', 'integer', '营业收入', {
          required: true,
          description: '以审计报告为准',
          'x-component-props': { moneyUnit: 'wan' },
        }),
        first: node('YesNo', 'boolean', '是否首次', { required: true }),
        why: node('Text', 'string', '原因', {
          'x-rules': { visible: '{{ 是否首次 = false }}', required: '{{ true }}' },
        }),
        phone: node('Phone', 'string', '联系人手机', { required: true }),
      },
    }),
    more: node('Section', 'void', '明细', {
      properties: {
        rows: node('Table', 'array', '设备', {
          items: {
            type: 'object',
            properties: {
              item: node('Text', 'string', '名称', { required: true }),
              count: node('Number', 'number', '台数'),
              price: node('Money', 'integer', '单价'),
              sum: node('Money', 'integer', '小计', { 'x-rules': { value: '{{ 台数 * 单价 }}' } }),
            },
          },
        }),
        total: node('Money', 'integer', '合计', { 'x-rules': { value: '{{ sum(设备.小计) }}' } }),
        report: node('File', 'array', '审计报告', { required: true, 'x-limits': { accept: ['.pdf'], maxBytes: 10 } }),
      },
    }),
    hidden: node('Section', 'void', '从不出现', {
      'x-rules': { visible: '{{ 企业名称 = "无" }}' },
      properties: { x: node('Text', 'string', '甲') },
    }),
  }),
);
const now = '2026-11-22T02:00:00Z';
const registry = { '企业.名称': { value: '海宸', source: '市场监管登记', asOf: '2026-11-20' } };

interface PageProps {
  readonly data?: SubmissionData;
  readonly section?: 'current' | 'all';
  readonly facts?: typeof registry;
  readonly uploader?: Uploader;
  readonly issues?: readonly FormIssue[];
  readonly onChange?: (data: SubmissionData) => void;
}
let session: FormSession;
function Page({ data = {}, section = 'current', facts, uploader, issues, onChange }: PageProps) {
  session = useFormSession({ compiled, initialData: data, now, registry: facts, externalIssues: issues, onChange });
  return (
    <>
      <StepProgress session={session} />
      <ErrorSummary session={session} section={section} />
      <FormRenderer session={session} section={section} uploader={uploader} />
    </>
  );
}
const attempt = () => act(async () => session.next());

afterEach(clear);

describe('filling in', () => {
  it('names page and number of pages, without those a rule hides', async () => {
    await draw(<Page />);
    expect(document.querySelector('.dxf-progress')?.textContent).toBe('第 1 步，共 2 步：企业情况');
  });

  it('ties label, help, capitals and error to the control', async () => {
    await draw(<Page />);
    await type('营业收入', '-770');
    const input = control('营业收入');
    const described = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(['以审计报告为准', '请填金额，只用数字和小数点，最多到分']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.getAttribute('aria-required')).toBe('true');
    await type('营业收入', '770');
    expect(session.data()).toEqual({ revenue: 770_000_000 });
    expect(field('revenue')?.textContent).toContain('柒佰柒拾万元整');
    expect(input.getAttribute('aria-invalid')).toBeNull();
  });

  it('shows nothing red before a field that was changed is left', async () => {
    await draw(<Page />);
    await type('联系人手机', '1395748820', false);
    expect(errorAt('phone')).toBe('');
    await act(async () => control('联系人手机').blur());
    expect(errorAt('phone')).toBe('手机号少 1 位，应为 11 位');
    expect(document.querySelector('.dxf-summary')).toBeNull();
    await act(async () => control('企业名称').focus());
    await act(async () => control('企业名称').blur());
    expect(errorAt('name')).toBe('');
  });

  it('keeps a number tidy and shows it in groups once the field is left', async () => {
    await draw(<Page />);
    await type('联系人手机', '+86 139-5748 8201');
    expect(session.data()).toEqual({ phone: '13957488201' });
    expect(control('联系人手机').value).toBe('139 5748 8201');
  });

  it('goes on only without errors, and leads from the summary to the field', async () => {
    await draw(<Page data={{ name: '海宸', revenue: 1, first: true }} />);
    await attempt();
    const summary = document.querySelector<HTMLElement>('.dxf-summary');
    expect(summary?.textContent).toContain('有 1 处要改');
    expect(document.activeElement).toBe(summary);
    await click(button('请填写联系人手机'));
    expect(document.activeElement).toBe(control('联系人手机'));
    await type('联系人手机', '13957488201');
    expect(document.querySelector('.dxf-summary')).toBeNull();
    await attempt();
    expect(document.querySelector('.dxf-progress')?.textContent).toBe('第 2 步，共 2 步：明细');
    expect(document.activeElement?.textContent).toBe('明细');
  });

  it('shows and hides by rule while keeping what was typed', async () => {
    await draw(<Page />);
    expect(field('why')).toBeNull();
    const [yes, no] = field('first')?.querySelectorAll('input') ?? [];
    await click(no);
    await type('原因', '换了名称');
    await click(yes);
    expect(field('why')).toBeNull();
    await click(no);
    expect(control('原因').value).toBe('换了名称');
  });

  it('loses nothing when pages come and go', async () => {
    await draw(<Page />);
    await type('企业名称', '海宸');
    await act(async () => session.goTo(1));
    expect(field('name')).toBeNull();
    await act(async () => session.previous());
    expect(control('企业名称').value).toBe('海宸');
    expect(session.data()).toEqual({ name: '海宸' });
  });

  it('shows a certified value locked, with source and date', async () => {
    await draw(<Page facts={registry} />);
    expect(control('企业名称').value).toBe('海宸');
    expect(control('企业名称').readOnly).toBe(true);
    expect(field('name')?.textContent).toContain('来自市场监管登记，11 月 20 日');
  });

  it('tells every change, with all answers', async () => {
    const onChange = vi.fn();
    await draw(<Page data={{ first: true }} onChange={onChange} />);
    await type('企业名称', '海');
    expect(onChange).toHaveBeenLastCalledWith({ first: true, name: '海' });
  });

  it('shows at once what the server found, until the answer changes', async () => {
    const issues: readonly FormIssue[] = [{ path: 'name', code: 'EXTERNAL', params: { message: '这家企业已申报过' } }];
    const data = { name: '海辰' };
    await draw(<Page data={data} />);
    await redraw(<Page data={data} issues={issues} />);
    expect(errorAt('name')).toBe('这家企业已申报过');
    expect(document.activeElement?.className).toBe('dxf-summary');
    await type('企业名称', '海宸');
    expect(errorAt('name')).toBe('');
  });
});

describe('a table', () => {
  const inCell = (row: number, column: number) =>
    document.querySelectorAll('tbody tr')[row]?.querySelectorAll('input')[column];
  const write = async (input: HTMLInputElement | undefined, text: string) => {
    if (input === undefined) throw new Error('Expected a cell');
    await act(async () => {
      input.focus();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await act(async () => input.blur());
  };

  it('adds rows, computes in them and over them, and takes them away', async () => {
    await draw(<Page section="all" />);
    await click(button('添加一行'));
    expect(document.activeElement).toBe(inCell(0, 0));
    await write(inCell(0, 0), '机床');
    await write(inCell(0, 1), '3');
    await write(inCell(0, 2), '1,000.50');
    expect(control('合计').value).toBe('3,001.50 元');
    expect(session.data()).toMatchObject({
      total: 300_150,
      rows: [{ item: '机床', count: 3, price: 100_050, sum: 300_150 }],
    });
    await click(button('删除第 1 行'));
    expect(document.querySelectorAll('tbody tr')).toHaveLength(0);
    expect(session.data()).toEqual({});
  });

  it('names row and column in the summary', async () => {
    const data = {
      name: '海宸',
      revenue: 1,
      first: true,
      phone: '13957488201',
      rows: [{ id: 'a', item: '甲' }, { id: 'b' }],
      report: [{ fileId: 'f', name: 'a.pdf', size: 1 }],
    };
    await draw(<Page section="all" data={data} />);
    await act(async () => session.attemptAll());
    expect(document.querySelector('.dxf-summary li')?.textContent).toBe('设备第 2 行名称：请填写名称');
  });
});

describe('files', () => {
  const pick = async (file: File) => {
    const input = field('report')?.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('Expected a file input');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    await act(async () => input.dispatchEvent(new Event('change', { bubbles: true })));
  };
  const pdf = new File(['abc'], '报告.pdf');

  it('shows progress, keeps uploading while its page is away, then holds the answer', async () => {
    let finish: (() => void) | undefined;
    const uploader: Uploader = (file, { onProgress }) => {
      onProgress(0.4);
      return new Promise((resolve) => {
        finish = () => resolve({ fileId: 'f1', name: file.name, size: file.size });
      });
    };
    await draw(<Page uploader={uploader} />);
    await act(async () => session.goTo(1));
    await pick(pdf);
    expect(field('report')?.textContent).toContain('正在上传 40%');
    await act(async () => session.previous());
    await act(async () => finish?.());
    await act(async () => session.goTo(1));
    expect(session.data()).toEqual({ report: [{ fileId: 'f1', name: '报告.pdf', size: 3 }] });
    await click(button('移除 报告.pdf'));
    expect(session.data()).toEqual({});
  });

  it('tells why one did not arrive, and tries again', async () => {
    const uploader = vi
      .fn<Uploader>()
      .mockRejectedValueOnce(new Error('网络断了'))
      .mockResolvedValueOnce({ fileId: 'f2', name: '报告.pdf', size: 3 });
    await draw(<Page section="all" uploader={uploader} />);
    await pick(pdf);
    expect(field('report')?.textContent).toContain('网络断了');
    await click(button('再传一次'));
    expect(session.data()).toEqual({ report: [{ fileId: 'f2', name: '报告.pdf', size: 3 }] });
  });

  it('sends nothing that would be refused', async () => {
    const uploader = vi.fn<Uploader>();
    await draw(<Page section="all" uploader={uploader} />);
    await pick(new File(['x'], '程序.exe'));
    await pick(new File(['01234567890'], '太大.pdf'));
    expect(uploader).not.toHaveBeenCalled();
    expect(field('report')?.textContent).toContain('“程序.exe”的格式不收，请传 .pdf 文件');
    expect(field('report')?.textContent).toContain('“太大.pdf”太大');
  });

  it('stops one that is taken away while on its way', async () => {
    let stopped: AbortSignal | undefined;
    const uploader: Uploader = (_file, { signal }) => {
      stopped = signal;
      return new Promise(() => undefined);
    };
    await draw(<Page section="all" uploader={uploader} />);
    await pick(pdf);
    await click(button('取消上传 报告.pdf'));
    expect(stopped?.aborted).toBe(true);
    expect(field('report')?.querySelectorAll('.dxf-file')).toHaveLength(0);
  });
});
