import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeIdCard } from '#core/identity';
import { pdf } from '../api/business-kit.js';
import { createWorld, password, type World } from '../api/harness.js';
import { chromiumPath, desktop, inspect, launchChromium, newPerson, type Person, phone, signIn } from './harness.js';

/**
 * The whole way through the product, by its pages alone: a policy designed from blank, published, applied for on a phone
 * and at the window, approved through both branches, returned and corrected, refused, and paid.
 */
describe.skipIf(chromiumPath === undefined)('a policy goes online and is redeemed', () => {
  const city = '云港市';
  const title = '研发投入奖励';
  let world: World;
  let browser: Browser;
  const people: Record<string, Person> = {};

  beforeAll(async () => {
    world = await createWorld();
    world.clock.set(new Date().toISOString());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  /** Somebody at the back office, signed in once. */
  async function staff(login: string, entry: string): Promise<Person> {
    const known = people[login];
    if (known !== undefined) {
      await known.page.goto(entry);
      return known;
    }
    const person = await newPerson(browser, world.address, desktop);
    people[login] = person;
    await person.page.goto(entry);
    await signIn(person.page, { login, password, city });
    return person;
  }

  async function applicant(login: string): Promise<Person> {
    const known = people[login];
    if (known !== undefined) return known;
    const person = await newPerson(browser, world.address, phone);
    people[login] = person;
    await person.page.goto('/t/yungang/sign-in');
    await signIn(person.page, { login, password });
    await person.page.getByRole('button', { name: /有限公司/ }).waitFor();
    return person;
  }

  const tab = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(`^${name}`) }).click();

  it('is designed from blank: five fields, one linkage, two conditions, an amount, steps and a gateway; and published', async () => {
    const designer = await staff('jxj', '/designer');
    const { page } = designer;
    await page.getByText('还没有政策').waitFor();
    await inspect(designer, 'designer-empty');
    await page.getByRole('button', { name: '新建政策' }).first().click();
    await page.getByLabel('政策名称').fill(title);
    await page.getByRole('button', { name: '开始设计' }).click();

    await page.getByLabel('一句话说明').fill('高新技术企业研发投入达到 10 万元的，按 10% 奖励');
    await page.getByLabel('最多能拿多少').fill('最高 50 万元');
    await page.getByLabel('实施区域').fill('云港市');
    await page.getByLabel('政策文件').fill('云港市研发投入奖励办法');
    await page.getByLabel('文号').fill('云经信〔2026〕31 号');
    await page.getByLabel('科室或姓名').fill('科技科');
    await page.getByLabel('电话', { exact: true }).fill('0574-8800 1234');
    await page.getByLabel('承诺办结').fill('15');
    await inspect(designer, 'designer-elements');

    await tab(page, '表单');
    await addField(page, '分组', '项目情况');
    await addField(page, '单行文字', '项目名称', { required: true });
    await addField(page, '金额', '研发投入', { required: true });
    await addField(page, '是否', '是高新技术企业', { required: true });
    await addField(page, '单行文字', '高企证书编号', { required: true });
    await page.getByText('规则', { exact: true }).last().click();
    const shown = page.getByRole('group', { name: '什么时候显示' });
    await shown.getByRole('button', { name: '加条件' }).click();
    await choose(page, shown.getByLabel(/· 字段$/), '是高新技术企业');
    await choose(page, shown.getByLabel(/· 比较$/), '为“是”');
    await addField(page, '附件', '投入凭证', { required: true });
    await inspect(designer, 'designer-form');

    await tab(page, '规则');
    await page.getByRole('button', { name: '加一条条件' }).click();
    await page.getByLabel('条件', { exact: true }).fill('研发投入不低于 10 万元');
    await page.getByLabel('第几条').fill('第三条');
    const first = page.getByRole('group', { name: '怎么判断' });
    await first.getByRole('button', { name: '加条件' }).click();
    await choose(page, first.getByLabel(/· 字段$/), '研发投入');
    await choose(page, first.getByLabel(/· 比较$/), '≥');
    await first.getByLabel(/· 值$/).fill('10万');
    await page.getByRole('button', { name: '加一条条件' }).click();
    await page.getByLabel('条件', { exact: true }).last().fill('是高新技术企业');
    await page.getByLabel('第几条').last().fill('第四条');
    const second = page.getByRole('group', { name: '怎么判断' }).last();
    await second.getByRole('textbox').fill('是高新技术企业 = true');
    await page.getByRole('switch', { name: '发钱' }).click();
    await page.getByLabel('金额公式（元）').fill('研发投入 * 0.1');
    await page.getByLabel('最高', { exact: true }).fill('500000');
    await page.getByLabel('怎么算的').fill('按研发投入的 10% 奖励，最高 50 万元');
    await page.getByLabel('怎么算的').blur();
    await inspect(designer, 'designer-rules');

    await tab(page, '流程');
    await page.getByRole('button', { name: /^审核 / }).click();
    await page.getByRole('button', { name: '在“审核”后面加一步' }).click();
    await page.getByRole('menuitem', { name: '按条件分支' }).click();
    await page.getByRole('button', { name: /^符合条件 / }).click();
    const properties = page.getByRole('complementary', { name: '属性' });
    await properties.getByLabel('分支名称').fill('20 万元以上');
    await properties.getByLabel('值').fill('20万');
    await properties.getByLabel('值').blur();
    await page.getByRole('button', { name: '在分支“20 万元以上”里加一步' }).click();
    await page.getByRole('menuitem', { name: '人工步骤' }).click();
    await properties.getByLabel('名称').fill('局长审定');
    await properties.getByLabel('几个工作日或小时内办完').fill('2');
    await properties.getByLabel('几个工作日或小时内办完').blur();
    await page.getByRole('button', { name: /^局长审定 2 个工作日/ }).waitFor();
    await page.getByText('流程已证明：每条路都走得完').waitFor();
    await page.getByText('20 万元以上').first().waitFor();
    await inspect(designer, 'designer-flow');

    await tab(page, '材料');
    await page.getByText('投入凭证').first().waitFor();
    await inspect(designer, 'designer-materials');
    await tab(page, '预演');
    await page.getByLabel('项目名称').fill('智能检测平台');
    await inspect(designer, 'designer-preview');

    await page.getByRole('button', { name: '检查并发布' }).click();
    const dialog = page.getByRole('dialog', { name: '检查并发布' });
    await dialog.waitFor();
    await inspect(designer, 'designer-publish');
    await dialog.getByRole('button', { name: '发布第 1 版' }).click();
    await page
      .getByText(/已上线 · 第 1 版/)
      .first()
      .waitFor();
  }, 120_000);

  const numbers = { large: '', small: '', bad: '' };

  it('is applied for on a phone, with the linkage, pre-check and amount', async () => {
    const firm = await applicant('qiye');
    numbers.large = await fileOnPhone(firm, '智能检测平台', '5000000');
    numbers.bad = await fileOnPhone(firm, '重复申报的项目', '1000000');
    expect(numbers.large).toMatch(/^[A-Z]+-\d{4}-\d+$/);
  });

  it('is filed at the window for somebody who came, with a receipt whose code opens the progress', async () => {
    const clerk = await staff('chuangkou', '/window');
    const { page } = clerk;
    await page.getByRole('searchbox').or(page.getByPlaceholder(/扫码/)).first().fill('云港新材料');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByLabel('来人姓名').fill('陈立');
    await page
      .getByLabel('来人身份证号')
      .fill(composeIdCard({ district: '330201', birthDate: '1988-03-12', sex: 'male', serial: 21 }));
    await page.getByLabel('来人手机').fill('13900000003');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '授权委托书.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByText('授权委托书.pdf').waitFor();
    await page.getByRole('checkbox', { name: /已告知用途/ }).check();
    await inspect(clerk, 'window-who');
    await page.getByRole('button', { name: new RegExp(title) }).click();
    await page.getByLabel('项目名称').fill('轻量化材料研发');
    await page.getByRole('textbox', { name: /^研发投入/ }).fill('1000000');
    await page.getByRole('radio', { name: '是', exact: true }).check();
    await page.getByLabel('高企证书编号').fill('GR202633000456');
    await page
      .locator('.dx-window-fill input[type=file]')
      .setInputFiles({ name: '发票扫描.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByRole('checkbox', { name: /已核对原件/ }).check();
    await inspect(clerk, 'window-form');
    await page.keyboard.press('F4');
    await page.getByText('收件完成').first().waitFor();
    const receipt = page.waitForResponse((response) => response.url().endsWith('/receipt'));
    await page.getByRole('link', { name: '打印收件凭证' }).click();
    await page.getByRole('heading', { name: '收件凭证' }).waitFor();
    await inspect(clerk, 'receipt');
    numbers.small = ((await page.locator('.dx-receipt').textContent()) ?? '').match(/[A-Z]+-\d{4}-\d+/)?.[0] ?? '';
    expect(numbers.small).not.toBe('');
    await page.getByText('陈立').first().waitFor();

    const { progressUrl } = (await (await receipt).json()) as { progressUrl: string };
    const passer = await newPerson(browser, world.address, phone);
    await passer.page.goto(new URL(progressUrl).pathname);
    await passer.page.getByText(numbers.small).waitFor();
    expect((await passer.page.getByRole('main').textContent()) ?? '').not.toContain('轻量化材料研发');
    await inspect(passer, 'progress');
    await passer.leave();
  });

  it('is accepted; who accepted cannot approve', async () => {
    const acceptor = await staff('shenhe', '/desk');
    for (const number of Object.values(numbers)) await decide(acceptor, number, '受理');
    await acceptor.page.getByText('没有待办').or(acceptor.page.getByText('没有符合的办件')).waitFor();
  });

  it('is returned for correction, mended by the window, and approved on the way below 20 万元', async () => {
    const reviewer = await staff('fushen', '/desk');
    const { page } = reviewer;
    await openTask(page, numbers.small);
    await page.getByRole('button', { name: '退回补正' }).click();
    const dialog = page.getByRole('dialog', { name: '退回补正' });
    await dialog.getByLabel('总的说明').fill('凭证与金额对不上');
    await dialog.getByRole('button', { name: '再加一项' }).click();
    await dialog.getByLabel('缺什么、怎么改').fill('请补充第 2 页发票');
    await inspect(reviewer, 'desk-return');
    await dialog.getByRole('button', { name: '退回补正' }).click();
    await page.getByText('已退回').first().waitFor();

    const clerk = await staff('chuangkou', '/window/corrections');
    await clerk.page
      .getByRole('row', { name: new RegExp(numbers.small) })
      .getByRole('link', { name: '代为补正' })
      .click();
    await clerk.page.getByText('请补充第 2 页发票').waitFor();
    await clerk.page.getByLabel('项目名称').fill('轻量化材料研发（二期）');
    await inspect(clerk, 'window-correct');
    await clerk.page.getByRole('button', { name: '提交补正' }).click();
    await clerk.page.getByText('补正后再次提交').waitFor();

    // Who returned it has it back, with the clock going on.
    await decide(reviewer, numbers.small, '同意', '已领');
    await openTaskList(page, '已办');
    await page.getByRole('link', { name: new RegExp(numbers.small) }).click();
    await page.locator('.dx-timeline').getByText('兑付').first().waitFor();
    expect((await page.locator('.dx-timeline').textContent()) ?? '').not.toContain('局长审定');
  });

  it('is approved on the way above 20 万元, with the granted amount', async () => {
    const reviewer = await staff('fushen', '/desk');
    const { page } = reviewer;
    await openTask(page, numbers.large);
    await page.getByLabel('核定金额').fill('450000');
    await page.getByLabel('与申报不同的理由').fill('一张发票不在政策期内');
    await page.getByLabel('意见').fill('情况属实');
    await inspect(reviewer, 'desk-review');
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByText('已办理').first().waitFor();
    await decide(reviewer, numbers.large, '同意');
  });

  it('is refused with a reason the applicant can read', async () => {
    const reviewer = await staff('fushen', '/desk');
    await openTask(reviewer.page, numbers.bad);
    await reviewer.page.getByRole('button', { name: '不予兑现' }).click();
    const dialog = reviewer.page.getByRole('dialog', { name: '不予兑现' });
    await dialog.getByLabel('理由').fill('同一项目本年度已申报，按第七条不重复奖励');
    await inspect(reviewer, 'desk-refuse');
    await dialog.getByRole('button', { name: '不予兑现' }).click();
    await reviewer.page.getByText('已作出决定').first().waitFor();

    const firm = await applicant('qiye');
    await firm.page.goto('/t/yungang/notices');
    await firm.page.getByText('同一项目本年度已申报，按第七条不重复奖励').waitFor();
    await inspect(firm, 'notices');
    await firm.page.getByRole('link', { name: /不予兑现/ }).click();
    await firm.page.locator('.dx-said-by').getByText('同一项目本年度已申报').waitFor();
    await firm.page.getByText('同一项目本年度已申报，按第七条不重复奖励').first().waitFor();
    await inspect(firm, 'case-refused');
  });

  it('is paid: a failed payment is paid again, and the applicant sees the voucher', async () => {
    const officer = await staff('caizheng', '/desk');
    const { page } = officer;
    await openTask(page, numbers.large);
    await page.getByText('45').first().waitFor();
    await page.getByRole('button', { name: '支付未成功' }).click();
    const dialog = page.getByRole('dialog', { name: '登记支付未成功' });
    await dialog.getByLabel('银行退回的原因').fill('户名与账号不符');
    await dialog.getByRole('button', { name: '支付未成功' }).click();
    await page.getByText('已登记').first().waitFor();
    for (const [number, voucher] of [
      [numbers.large, 'PZ-2026-0101'],
      [numbers.small, 'PZ-2026-0102'],
    ] as const) {
      await openTask(page, number, number === numbers.large ? '已领' : '待办');
      await page.getByLabel('凭证号').fill(voucher);
      await inspect(officer, 'desk-payout');
      await page.getByRole('button', { name: /登记已支付|再次支付成功/ }).click();
      await page.getByText('已登记').first().waitFor();
    }

    const firm = await applicant('qiye');
    await firm.page.goto('/t/yungang/cases');
    await firm.page.getByText(numbers.large).waitFor();
    await inspect(firm, 'cases');
    await firm.page.getByRole('article').filter({ hasText: numbers.large }).getByRole('link').click();
    await firm.page.getByText('凭证号 PZ-2026-0101').first().waitFor();
    await firm.page.getByText('已办结').first().waitFor();
    await firm.page.getByRole('button', { name: '看流程图' }).click();
    await firm.page.locator('.djs-container svg').first().waitFor();
    await inspect(firm, 'case-paid');
    for (const [login, { faults }] of Object.entries(people)) expect(faults, login).toEqual([]);
  });

  async function openTaskList(page: Page, list: '待办' | '已领' | '已办'): Promise<void> {
    await page.getByRole('link', { name: new RegExp(`^${list}`) }).click();
    await page.getByLabel('办件号、申请人、政策').waitFor();
  }

  /** Opens a case's step from the list of what is to do. */
  async function openTask(page: Page, number: string, list: '待办' | '已领' = '待办'): Promise<void> {
    await openTaskList(page, list);
    await page.getByRole('link', { name: new RegExp(number) }).click();
    await page.getByRole('complementary', { name: '办理' }).getByRole('heading').waitFor();
    await page.getByText(number).nth(1).waitFor();
  }

  async function decide(person: Person, number: string, button: string, list: '待办' | '已领' = '待办'): Promise<void> {
    await openTask(person.page, number, list);
    await person.page.getByRole('button', { name: button, exact: true }).click();
    await person.page.getByText('已办理').first().waitFor();
    await person.page.getByRole('link', { name: new RegExp(number) }).waitFor({ state: 'detached' });
  }

  /** Applies by hand; gives the case's number. The amount is typed in 元. */
  async function fileOnPhone(firm: Person, project: string, amount: string): Promise<string> {
    const { page } = firm;
    await page.goto('/t/yungang');
    await page.getByRole('link', { name: title }).click();
    await page.getByText('要交什么').waitFor();
    await inspect(firm, 'guide');
    await page.getByRole('button', { name: '开始申请' }).click();
    await page.getByLabel('项目名称').fill(project);
    await page.getByRole('textbox', { name: /^研发投入/ }).fill(amount);
    expect(await page.getByLabel('高企证书编号').count()).toBe(0);
    await page.getByRole('radio', { name: '是', exact: true }).check();
    await page.getByLabel('高企证书编号').fill('GR202633000123');
    await page.getByRole('button', { name: '检查答案' }).click();
    await page.getByRole('alert').first().waitFor();
    await inspect(firm, 'fill-errors');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '发票.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByText('发票.pdf').first().waitFor();
    await inspect(firm, 'fill');
    await page.getByRole('button', { name: '检查答案' }).click();
    await page.getByRole('heading', { name: '提交前请核对' }).waitFor();
    await inspect(firm, 'review');
    // Each page has its address: Back leads to the answers, forward to the check, and a reload keeps the place.
    await page.goBack();
    await page.getByLabel('项目名称').waitFor();
    await page.goForward();
    await page.reload();
    await page.getByRole('heading', { name: '提交前请核对' }).waitFor();
    await page.getByText(project).first().waitFor();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.waitForURL(/\/cases\//);
    await page.locator('.dx-timeline').getByText('提交').waitFor();
    await inspect(firm, 'case-new');
    return ((await page.getByRole('main').textContent()) ?? '').match(/[A-Z]+-\d{4}-\d+/)?.[0] ?? '';
  }
});

interface FieldOptions {
  readonly required?: boolean;
}

/** Adds a field of the palette and names it; it is selected then. */
async function addField(
  page: Page,
  type: string,
  title: string,
  { required = false }: FieldOptions = {},
): Promise<void> {
  await page.getByRole('button', { name: `加“${type}”` }).click();
  const pane = page.getByRole('complementary', { name: '属性' });
  await pane.getByText('内容', { exact: true }).click();
  await pane.getByLabel('标题').fill(title);
  await pane.getByLabel('标题').blur();
  if (required) await pane.getByLabel('必须填').check();
}

async function choose(page: Page, box: ReturnType<Page['getByLabel']>, option: string): Promise<void> {
  await box.click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
}
