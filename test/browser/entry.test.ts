import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, password, type World } from '../api/harness.js';
import { chromiumPath, desktop, inspect, launchChromium, newPerson, phone, signIn } from './harness.js';

describe.skipIf(chromiumPath === undefined)('the doors of the product', () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    world = await createWorld();
    // A browser keeps cookies by its own clock.
    world.clock.set(new Date().toISOString());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it.each([
    ['phone', phone],
    ['desktop', desktop],
  ] as const)('a visitor on a %s chooses the city, finds no policy yet, and can sign in', async (_, size) => {
    const visitor = await newPerson(browser, world.address, size);
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('link', { name: '云港市' }).click();
    await page.getByText('还没有政策上线').waitFor();
    await inspect(visitor, 'portal-empty');
    await page.getByRole('link', { name: '登录' }).first().click();
    await signIn(page, { login: 'qiye', password });
    await page.getByRole('heading', { name: /云港精工机械有限公司/ }).waitFor();
    await page
      .getByRole('link', { name: /我的申请/ })
      .locator('visible=true')
      .click();
    await page.getByText('还没有申请').waitFor();
    await inspect(visitor, 'cases-empty');
    await page
      .getByRole('link', { name: /^我的$/ })
      .locator('visible=true')
      .click();
    await page.getByText('政府已掌握的数据').waitFor();
    await inspect(visitor, 'profile');
    await page.reload();
    await page.getByText('政府已掌握的数据').waitFor();
    await visitor.leave();
  });

  it('a visitor registers a firm and is told digit by digit what is wrong with its code', async () => {
    const visitor = await newPerson(browser, world.address, phone);
    const { page } = visitor;
    await page.goto('/t/yungang/register');
    await page.getByLabel('统一社会信用代码').fill('91330201MA2AJ8K52');
    await page.getByLabel('企业名称').fill('海宸精密制造有限公司');
    await page.getByText('少 1 位，应为 18 位').waitFor();
    await inspect(visitor, 'register');
    await visitor.leave();
  });

  it('an administrator signs in at the desk and sees people, units, calendar and audit log', async () => {
    const admin = await newPerson(browser, world.address, desktop);
    const { page } = admin;
    await page.goto('/desk');
    await page.getByLabel('账号', { exact: true }).waitFor();
    await inspect(admin, 'staff-sign-in');
    // The same login stands in two cities: none is chosen for them.
    await signIn(page, { login: 'admin', password });
    await page.locator('.ant-form-item-explain-error', { hasText: '请选择城市' }).waitFor();
    await signIn(page, { login: 'admin', password, city: '云港市' });
    await page.getByRole('cell', { name: '周明' }).waitFor();
    await inspect(admin, 'admin-accounts');
    await page.getByRole('link', { name: '单位' }).click();
    await page.getByRole('cell', { name: '市财政局' }).waitFor();
    await inspect(admin, 'admin-units');
    await page.getByRole('link', { name: '工作日历' }).click();
    await page.getByText('调休上班的日子').waitFor();
    await inspect(admin, 'admin-calendar');
    await page.getByRole('link', { name: '审计日志' }).click();
    await page.getByRole('cell', { name: '系统管理员' }).first().waitFor();
    await inspect(admin, 'admin-audit');
    expect(admin.faults).toEqual([]);
    await admin.leave();
  });
});
