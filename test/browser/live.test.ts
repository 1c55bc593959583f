import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, type Kit, qualifying } from '../api/business-kit.js';
import { createWorld, password, type World } from '../api/harness.js';
import { chromiumPath, desktop, launchChromium, newPerson, phone, signIn } from './harness.js';

/** D15: at most two seconds, and a little for a busy machine. Polling alone would take a minute. */
const atOnceMs = 6_000;

describe.skipIf(chromiumPath === undefined)('open pages', () => {
  let world: World;
  let kit: Kit;
  let browser: Browser;
  beforeAll(async () => {
    world = await createWorld();
    // A browser keeps cookies by its own clock.
    world.clock.set(new Date().toISOString());
    kit = createKit(world);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it('of reviewer and applicant change when the window accepts, without a reload', async () => {
    const { enterprise, reviewer } = world.yungang.accounts;
    const tenantId = enterprise.tenantId;
    await world.deps.applicants.setRegistry(tenantId, enterprise.applicantId ?? '', qualifying(enterprise.name));
    const caseId = await kit.file(await kit.publish('smart-factory-award'));
    const [desk, portal] = await Promise.all([
      newPerson(browser, world.address, desktop),
      newPerson(browser, world.address, phone),
    ]);
    await desk.page.goto('/desk/open');
    await signIn(desk.page, { login: reviewer.login, password, city: '云港市' });
    await desk.page.getByRole('link', { name: /^待/ }).first().waitFor();
    await portal.page.goto(`/t/yungang/cases/${caseId}`);
    await signIn(portal.page, { login: enterprise.login, password });
    await portal.page.getByText('填写内容').waitFor();
    const next = /正在办理“经信局初审”/;
    expect(await desk.page.getByText(enterprise.name).count()).toBe(0);
    expect(await portal.page.getByText(next).count()).toBe(0);
    await Promise.all(
      [desk, portal].map(({ page }) => page.evaluate(() => Object.assign(window, { isTheSame: true }))),
    );

    await kit.accept(caseId);

    await Promise.all([
      desk.page.getByText(enterprise.name).first().waitFor({ timeout: atOnceMs }),
      portal.page.getByText(next).waitFor({ timeout: atOnceMs }),
    ]);
    for (const { page, faults } of [desk, portal]) {
      expect(await page.evaluate(() => (window as { isTheSame?: boolean }).isTheSame)).toBe(true);
      expect(faults).toEqual([]);
    }

    // What the first page leaves out comes when it is asked for.
    await desk.page.getByRole('button', { name: new RegExp(reviewer.name) }).click();
    await desk.page.getByRole('menuitem', { name: '修改密码' }).click();
    await desk.page.getByLabel('原密码').waitFor();
    await Promise.all([desk.leave(), portal.leave()]);
  });
});
