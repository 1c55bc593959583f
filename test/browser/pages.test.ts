import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../api/business-kit.js';
import { applicant, createDemoWorld, type DemoWorld, staff } from './demo-world.js';
import { chromiumPath, desktop, inspect, launchChromium, newPerson, type Person, phone, signIn } from './harness.js';

/*
 * Every page of portal, desk, window and administration with data, on a phone and on a desk: axe-core, faults in the
 * console, sideways scrolling, and exactly one main heading.
 */

const sizes = [
  ['phone', phone],
  ['desktop', desktop],
] as const;

describe.skipIf(chromiumPath === undefined)('every page, with the data of a city at work', () => {
  let world: DemoWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([createDemoWorld(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function look(person: Person, name: string): Promise<void> {
    expect.soft(await person.page.locator('h1').count(), `main headings on ${name}`).toBe(1);
    await inspect(person, name);
  }

  async function at(size: { width: number; height: number }, path: string, account?: Parameters<typeof signIn>[1]) {
    const person = await newPerson(browser, world.address, size);
    await person.page.goto(path);
    if (account !== undefined) await signIn(person.page, account);
    return person;
  }

  it.each(sizes)('a visitor on a %s looks around', async (_, size) => {
    const visitor = await at(size, '/');
    const { page } = visitor;
    await page.getByRole('link', { name: '云港市' }).waitFor();
    await look(visitor, 'cities');
    await page.getByRole('link', { name: '云港市' }).click();
    await page.getByRole('link', { name: '智能工厂（数字化车间）奖励' }).waitFor();
    await look(visitor, 'home-visitor');
    await page.getByRole('searchbox').fill('没有这样的政策');
    await page.getByText('没有找到这样的政策').waitFor();
    await look(visitor, 'home-nothing');
    await page.getByRole('button', { name: '看全部政策' }).click();
    await page.getByRole('link', { name: '智能工厂（数字化车间）奖励' }).click();
    await page.getByText('要交什么').waitFor();
    await look(visitor, 'guide-visitor');
    await page.goto('/t/yungang/sign-in');
    await page.getByLabel('账号', { exact: true }).waitFor();
    await look(visitor, 'sign-in');
    await page.goto('/t/yungang/register');
    await page.getByRole('button', { name: '注册并登录' }).click();
    await page.getByText('请填写企业名称').waitFor();
    expect(await page.getByLabel('企业名称').evaluate((field) => field === document.activeElement)).toBe(true);
    await look(visitor, 'register-empty');
    await page.goto('/t/yungang/nowhere');
    await page.getByText('没有这一页').waitFor();
    await look(visitor, 'not-found');
    await visitor.leave();
  });

  it.each(sizes)('an applicant on a %s sees every page of theirs', async (_, size) => {
    const firm = await at(size, '/t/yungang/sign-in', applicant('qiye'));
    const { page } = firm;
    await page.getByText('现在就能领').waitFor();
    await look(firm, 'home');
    // What one can get stays said, whatever one looks for; and nothing is said of it before it is known.
    await page.getByRole('searchbox').fill('没有这样的政策');
    await page.getByText('没有找到这样的政策').waitFor();
    expect(await page.getByText('现在就能领').count()).toBe(1);
    await page.route('**/policies*', (route) => setTimeout(() => void route.continue(), 1000), { times: 1 });
    await page.goto('/t/yungang');
    await page.getByText('正在核对您能领哪些政策').waitFor();
    await page.getByText('现在就能领').waitFor();
    await page.getByRole('link', { name: '智能工厂（数字化车间）奖励' }).click();
    await page.getByText('您符合吗').waitFor();
    await look(firm, 'guide');
    await page
      .getByRole('button', { name: '开始申请' })
      .or(page.getByRole('button', { name: '继续填写' }))
      .click();
    await page.getByText('第 1 步，共 4 步').waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText(/有 \d 处要改/).waitFor();
    await look(firm, 'fill-in-errors');
    await page.goto('/t/yungang/cases');
    await page.getByText('没交完的').waitFor();
    await page.locator('.dx-case-card').first().waitFor();
    await look(firm, 'cases');
    for (const [index, address] of (await addresses(page, '.dx-case-card a')).entries()) {
      await page.goto(address);
      await page.getByRole('heading', { name: '经过' }).waitFor();
      await look(firm, `case-${index}`);
    }
    await page.getByRole('link', { name: '打印收件凭证' }).click();
    await page.getByRole('heading', { name: '收件凭证' }).waitFor();
    await look(firm, 'receipt');
    await page.goto('/t/yungang/notices');
    await page.locator('.dx-notice').first().waitFor();
    await look(firm, 'notices');
    await page.goto('/t/yungang/me');
    await page.getByText('政府已掌握的数据').waitFor();
    await look(firm, 'profile');
    await firm.leave();
  });

  it.each(sizes)('a reviewer on a %s sees lists, a case and its dialogs', async (_, size) => {
    const reviewer = await at(size, '/desk', staff('jxj-chushen'));
    const { page } = reviewer;
    await page.locator('.dx-task').first().waitFor();
    await look(reviewer, 'desk');
    await page.locator('.dx-task').first().click();
    await page.getByRole('button', { name: '退回补正' }).waitFor();
    await look(reviewer, 'desk-case');
    await page.getByRole('button', { name: '退回补正' }).click();
    await page.getByRole('dialog').waitFor();
    await look(reviewer, 'desk-return');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '不予兑现', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await look(reviewer, 'desk-refuse');
    for (const list of ['claimed', 'done']) {
      await page.goto(`/desk/${list}`);
      await page.locator('.dx-task').first().waitFor();
      await look(reviewer, `desk-${list}`);
    }
    await page.goto('/desk/open?q=%E6%B2%A1%E6%9C%89');
    await page.getByText('没有符合的办件').waitFor();
    await look(reviewer, 'desk-nothing');
    await reviewer.leave();
  });

  it.each(sizes)('finance and the supervisor on a %s see theirs', async (_, size) => {
    const finance = await at(size, '/desk', staff('caizheng'));
    await finance.page.locator('.dx-task').first().click();
    await finance.page.getByRole('button', { name: '支付未成功' }).click();
    await finance.page.getByRole('dialog').waitFor();
    await look(finance, 'payout-failed');
    await finance.leave();
    const supervisor = await at(size, '/desk', staff('ducha'));
    const { page } = supervisor;
    await page.getByRole('link', { name: /^YG-/ }).first().waitFor();
    await look(supervisor, 'all-cases');
    await page.getByRole('link', { name: /^YG-/ }).first().click();
    await page.getByRole('heading', { name: '经过' }).waitFor();
    await look(supervisor, 'all-cases-one');
    await supervisor.leave();
  });

  it.each(sizes)('the window on a %s shows intake, lists, a case and its correction', async (_, size) => {
    const clerk = await at(size, '/window', staff('chuangkou'));
    const { page } = clerk;
    await page.getByText('替谁办').waitFor();
    await page.getByRole('searchbox').fill('云港东岭食品有限公司');
    await page.keyboard.press('Enter');
    await page.getByText('谁来的').waitFor();
    await page.getByRole('button', { name: /失业保险稳岗返还/ }).waitFor();
    await look(clerk, 'window-who');
    // What was taken down stays over a look at a list, and over a reload.
    await page.getByLabel('来人姓名').fill('陈志远');
    await page.getByRole('link', { name: '今日收件' }).click();
    await page.locator('.ant-table').waitFor();
    await page.getByRole('link', { name: '收件', exact: true }).click();
    expect(await page.getByLabel('来人姓名').inputValue()).toBe('陈志远');
    await page.reload();
    expect(await page.getByLabel('来人姓名').inputValue()).toBe('陈志远');
    for (const list of ['handout', 'today', 'corrections']) {
      await page.goto(`/window/${list}`);
      await page.locator('.ant-table').waitFor();
      await look(clerk, `window-${list}`);
    }
    await page.getByRole('link', { name: /^YG-/ }).first().click();
    await page.getByRole('heading', { name: '经过' }).waitFor();
    await look(clerk, 'window-case');
    await page.getByRole('link', { name: '代为补正' }).click();
    await page.getByRole('button', { name: '提交补正' }).waitFor();
    await look(clerk, 'window-correct');
    await clerk.leave();
  });

  it.each(sizes)('administrators on a %s see people, units, calendar, audit log and cities', async (_, size) => {
    const admin = await at(size, '/desk', staff('admin'));
    const { page } = admin;
    await page.getByRole('cell', { name: '周明' }).waitFor();
    await look(admin, 'accounts');
    await page.getByRole('button', { name: '新建人员' }).click();
    await page.getByRole('dialog').waitFor();
    await look(admin, 'account-new');
    for (const [path, sign] of [
      ['units', '市财政局'],
      ['calendar', '上班时间'],
      ['audit', '发布政策'],
    ] as const) {
      await page.goto(`/desk/admin/${path}`);
      await page.getByText(sign).first().waitFor();
      await look(admin, path);
    }
    await admin.leave();
    const platform = await at(size, '/desk?city=platform', { login: 'platform', password: staff('').password });
    await platform.page.getByRole('cell', { name: '临河市' }).waitFor();
    await look(platform, 'tenants');
    await platform.leave();
  });

  it('a clerk files for a firm by keyboard alone, up to the printed receipt', async () => {
    const clerk = await at(desktop, '/window', staff('chuangkou2'));
    const { page } = clerk;
    const { keyboard } = page;
    // Listened to from the start: Chromium opens a window of its own where nobody listens yet.
    page.on('filechooser', (picker) =>
      picker.setFiles({ name: '授权委托书.pdf', mimeType: 'application/pdf', buffer: pdf }),
    );
    await page.getByRole('searchbox').waitFor();
    // The search has the focus from the start: a scanner types and presses Enter.
    await keyboard.type('云港瑞康医疗器械有限公司');
    await keyboard.press('Enter');
    await page.getByText('谁来的').waitFor();
    await tabTo(page, '来人姓名');
    await keyboard.type('宋涛');
    await keyboard.press('Tab');
    await keyboard.type('11010519491231002X');
    await keyboard.press('Tab');
    await keyboard.type('13800001007');
    await tabTo(page, '上传');
    await keyboard.press('Enter');
    await page.getByText('授权委托书.pdf').waitFor();
    await tabTo(page, '来人同意');
    await keyboard.press('Space');
    await tabTo(page, '失业保险稳岗返还');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '失业保险稳岗返还' }).waitFor();
    // What the registry holds is filled in; the rest is typed, chosen with Space, and filed with F4.
    for (const [label, text] of [
      ['联系人', '宋涛'],
      ['联系手机', '13800001007'],
      ['职工生活补助', ' '],
      ['户名', '云港瑞康医疗器械有限公司'],
      ['开户银行', '中国工商银行云港支行'],
      ['联行号', '102331000012'],
      ['收款账号', '1202020209900001007'],
      ['我已阅读并承诺', ' '],
    ] as const) {
      await tabTo(page, label);
      if (text === ' ') await keyboard.press('Space');
      else await keyboard.type(text);
    }
    await keyboard.press('F4');
    await page.getByRole('heading', { name: '收件完成' }).waitFor();
    await look(clerk, 'window-filed');
    // “Print the receipt” has the focus.
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '收件凭证' }).waitFor();
    await page.getByText('宋涛').waitFor();
    await look(clerk, 'window-receipt');
    await clerk.leave();
  });
});

const addresses = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

/** Presses Tab until what has the focus is called so; not at all where it has it already. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (presses > 0) await page.keyboard.press('Tab');
    const found = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return false;
      const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
      return [
        element.textContent,
        element.getAttribute('aria-label'),
        ...labels.map((label) => label.textContent),
      ].some((text) => text?.includes(wanted));
    }, name);
    if (found) return;
  }
  throw new Error(`Expected Tab to reach “${name}”, but it did not`);
}
