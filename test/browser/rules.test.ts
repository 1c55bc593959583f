import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, type Kit } from '../api/business-kit.js';
import { createWorld, password, type World } from '../api/harness.js';
import { chromiumPath, desktop, inspect, launchChromium, newPerson, type Person, phone, signIn } from './harness.js';

/** Rules written by the pages alone: conditions in rows and as text, a decision table, the trial beside them. */
describe.skipIf(chromiumPath === undefined)('rules are written, tried and published', () => {
  let world: World;
  let browser: Browser;
  let kit: Kit;
  let policyId: string;
  let author: Person;

  beforeAll(async () => {
    [world, browser] = await Promise.all([createWorld(), launchChromium()]);
    kit = createKit(world);
    const { departmentAdmin } = world.yungang.accounts;
    const made = await kit.post(departmentAdmin, '/api/designer/policies', {
      title: '智能工厂奖励',
      templateId: 'smart-factory-award',
    });
    policyId = made.body.id;
    author = await open(desktop);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function open(size: { readonly width: number; readonly height: number }): Promise<Person> {
    const person = await newPerson(browser, world.address, size);
    await person.page.goto(`/designer/${policyId}/rules`);
    const { login } = world.yungang.accounts.departmentAdmin;
    await signIn(person.page, { login, password, city: '云港市' });
    await person.page.getByRole('heading', { name: '谁能申请' }).waitFor();
    return person;
  }

  const group = (page: Page) => page.getByRole('group', { name: '怎么判断' });
  const formula = (page: Page) => group(page).getByRole('textbox', { name: /公式$/ });
  async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
    await group(page).getByLabel(label).click();
    await page.keyboard.type(option);
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .getByText(option, { exact: true })
      .click();
  }

  it('a condition with an or-group is put together in rows, and stands as text beside them', async () => {
    const { page } = author;
    await page.getByRole('button', { name: '加一条条件' }).click();
    await page.getByLabel('条件', { exact: true }).fill('本市大中型企业');
    await page.getByLabel('第几条').first().fill('第四条');
    await group(page).getByRole('button', { name: '加条件' }).click();
    await choose(page, '怎么判断 1 · 字段', '注册地（市）');
    await group(page).getByLabel('怎么判断 1 · 值').fill('云港市');
    await group(page).getByRole('button', { name: '怎么判断 · 更多' }).click();
    await page.getByRole('menuitem', { name: /加一组/ }).click();
    await choose(page, '怎么判断 2 1 · 字段', '企业规模');
    await choose(page, '怎么判断 2 1 · 值', '大型');
    await group(page).getByRole('button', { name: '加条件' }).first().click();
    await choose(page, '怎么判断 2 2 · 字段', '企业规模');
    await choose(page, '怎么判断 2 2 · 值', '中型');
    await expect
      .poll(() => formula(page).textContent())
      .toBe('注册城市 = "云港市" and (企业规模 = "大型" or 企业规模 = "中型")');
    await page.getByText(/且 （企业规模 是 大型 或 企业规模 是 中型）/).waitFor();
    await inspect(author, 'rules-builder');
  });

  it('a condition is written as text, with names found by pinyin and options offered, and is shown in rows', async () => {
    const { page } = author;
    await page.getByRole('button', { name: '加一条条件' }).click();
    await page.getByLabel('条件', { exact: true }).fill('正常经营');
    await formula(page).click();
    await page.keyboard.type('jyzt');
    await page.getByRole('option', { name: /经营状态/ }).waitFor();
    await inspect(author, 'rules-completion');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' = ');
    await page.getByRole('option', { name: /"存续"/ }).click();
    await expect.poll(() => formula(page).textContent()).toBe('经营状态 = "存续"');
    await expect.poll(() => group(page).getByLabel('怎么判断 1 · 字段').count()).toBe(1);
    // Tab leaves the editor; what is wrong is said at its place.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.classList.contains('cm-content'))).toBe(false);
    await formula(page).fill('经营状态 = 1 and // 说明\n list contains(认定类别, 2');
    await group(page).getByRole('alert').first().waitFor();
    await group(page).getByText('公式还没有写完').waitFor();
    await inspect(author, 'rules-problem');
    await formula(page).fill('经营状态 = "存续"');
    await group(page).getByLabel('怎么判断 1 · 字段').waitFor();
  });

  it('a condition is moved, copied, deleted and brought back', async () => {
    const { page } = author;
    const titles = () => page.locator('.ds-card-title > span > b').allTextContents();
    const before = await titles();
    const conditionCount = await page.locator('.ds-drag-handle').count();
    await page.getByRole('button', { name: '拖动“正常经营”' }).last().focus();
    await page.keyboard.press('Space');
    await page.getByText(`“正常经营”移到第 ${conditionCount} 位`).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByText(`“正常经营”移到第 ${conditionCount - 1} 位`).waitFor();
    await page.keyboard.press('Space');
    await expect
      .poll(async () => (await titles()).indexOf('本市大中型企业'))
      .toBe(before.indexOf('本市大中型企业') + 1);
    await page.getByRole('button', { name: '复制“本市大中型企业”' }).click();
    await expect.poll(titles).toContain('本市大中型企业（副本）');
    await page.getByRole('button', { name: '删除“本市大中型企业（副本）”' }).click();
    await expect.poll(titles).not.toContain('本市大中型企业（副本）');
    await page.getByRole('button', { name: '撤销删除' }).click();
    await expect.poll(titles).toContain('本市大中型企业（副本）');
    await page.getByRole('button', { name: '删除“本市大中型企业（副本）”' }).click();
  });

  it('the amount comes from a decision table of three rules, filled in by keyboard and from a spreadsheet', async () => {
    const { page } = author;
    await page.locator('#place-amount').getByText('决策表', { exact: true }).click();
    const card = page.locator('.ds-card[data-open=true]');
    await card.getByRole('button', { name: '设置“未命名”这一列' }).first().click();
    await card.getByRole('textbox', { name: '看什么' }).fill('认定类别');
    await card.getByRole('button', { name: '设置“认定类别”这一列' }).waitFor();
    await card.getByRole('button', { name: '收起' }).click();
    const grid = card.getByRole('grid');
    await grid.getByRole('gridcell').first().click();
    // Enter or the first key begins a cell; quotation marks are put around a text.
    await page.keyboard.press('Enter');
    await grid.getByRole('textbox').waitFor();
    await page.keyboard.type('省级智能工厂');
    await page.keyboard.press('Tab');
    await page.keyboard.type('30万');
    await page.keyboard.press('Enter');
    await expect.poll(() => grid.getByRole('gridcell').nth(0).textContent()).toBe('"省级智能工厂"');
    await expect.poll(() => grid.getByRole('gridcell').nth(1).textContent()).toBe('30万');
    await page.getByRole('button', { name: '加一行' }).click();
    await grid.getByRole('gridcell').nth(3).click();
    await grid.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '市级智能工厂\t200,000\t按市里名单\r\n其他\t三十\r\n');
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => grid.getByRole('row').count()).toBe(4);
    expect(await grid.getByRole('gridcell').allTextContents()).toEqual([
      ...['"省级智能工厂"', '30万', ''],
      ...['"市级智能工厂"', '200000', '按市里名单'],
      ...['"其他"', '三十', ''],
    ]);
    await card.getByRole('button', { name: /第 3 条规则.*三十/ }).click();
    await inspect(author, 'rules-table');
    // The wrong cell has the focus now.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    await expect.poll(() => grid.getByRole('gridcell').nth(7).textContent()).toBe('0');
    await page.keyboard.press('Control+Z');
    await expect.poll(() => grid.getByRole('gridcell').nth(7).textContent()).toBe('三十');
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => grid.getByRole('gridcell').nth(7).textContent()).toBe('0');
  });

  it('the trial tells verdict, amount, rule and what is missing', async () => {
    const { page } = author;
    const trial = page.getByRole('complementary', { name: '试算' });
    const suppose = async (label: string, option: string) => {
      await trial.getByLabel(label).click();
      await page
        .locator('.ant-select-dropdown:visible .ant-select-item-option')
        .getByText(option, { exact: true })
        .click();
    };
    await suppose('认定类别', '省级智能工厂');
    await suppose('企业规模', '微型');
    await trial.getByLabel('注册地（市）').fill('云港市');
    await trial.getByText('符合第 1 条规则').waitFor();
    await expect.poll(() => trial.locator('.dx-amount').first().textContent()).toMatch(/^30\s*万元$/);
    await expect.poll(() => page.locator('.ds-grid tr[data-matched=true]').count()).toBe(1);
    await trial.getByText(/企业规模为“微型”，应为“大型”/).waitFor();
    await trial
      .getByText(/还缺：.*经营状态/)
      .first()
      .waitFor();
    await suppose('企业规模', '大型');
    await expect
      .poll(() =>
        page.locator('.ds-card').filter({ hasText: '本市大中型企业' }).getByText('符合', { exact: true }).count(),
      )
      .toBe(1);
    await inspect(author, 'rules-trial');
    // What is supposed stays while one looks at another tab.
    await page.getByRole('link', { name: /^表单/ }).click();
    await page.getByRole('link', { name: /^规则/ }).click();
    await trial.getByText('符合第 1 条规则').waitFor();
  });

  it('decisions come from a DMN file, with what was left out, and go into one', async () => {
    const { page } = author;
    await page.locator('input[type=file]').setInputFiles({
      name: '奖励.dmn',
      mimeType: 'application/xml',
      buffer: readFileSync(new URL('../fixtures/dmn/camunda-award.dmn', import.meta.url)),
    });
    const report = page.getByRole('dialog', { name: '导入“奖励.dmn”' });
    await report.getByText(/^导入了 \d+ 项/).waitFor();
    await inspect(author, 'rules-import');
    await report.getByRole('button', { name: '知道了' }).click();
    await page.getByRole('button', { name: 'DMN 文件' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: '导出 DMN 文件' }).click();
    const file = await (await download).path();
    expect(readFileSync(file, 'utf8')).toContain('省级智能工厂');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '坏.dmn', mimeType: 'text/xml', buffer: Buffer.from('<a/>') });
    await page.getByRole('dialog', { name: '导入“坏.dmn”' }).getByText('没有导入任何内容').waitFor();
    await page.keyboard.press('Escape');
    // Back to the decisions of the policy itself.
    await page.locator('.ds-history').getByRole('button', { name: /^撤销/ }).click();
  });

  it('is published with them, and read again on a phone', async () => {
    const { page } = author;
    await page.getByRole('button', { name: '检查并发布' }).click();
    const dialog = page.getByRole('dialog', { name: '检查并发布' });
    await dialog.getByRole('button', { name: '发布第 1 版' }).click();
    await page
      .getByText(/已上线 · 第 1 版/)
      .first()
      .waitFor();
    const { departmentAdmin } = world.yungang.accounts;
    const { rules } = (await kit.get(departmentAdmin, `/api/designer/policies/${policyId}`)).body;
    expect(rules.amount.formula).toBe('奖励金额');
    expect(rules.decisions.map((one: { name: string }) => one.name)).toEqual(['奖励金额']);
    const reader = await open(phone);
    await reader.page.locator('.ds-card-title').first().click();
    await reader.page.locator('.cm-content').first().waitFor();
    await inspect(reader, 'rules-phone');
    expect(author.faults).toEqual([]);
    await reader.leave();
  });
});
