import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit } from '../api/business-kit.js';
import { createWorld, password, testConfig, type World } from '../api/harness.js';
import { createFlowKit, type FlowKit, reminded, service } from '../api/operations/flow-kit.js';
import { chromiumPath, desktop, inspect, launchChromium, newPerson, phone, signIn } from './harness.js';

/** What a department administrator does with cases that are held up, and with those of an old version; by the pages alone. */
describe.skipIf(chromiumPath === undefined)('running cases are kept going', () => {
  let world: World;
  let browser: Browser;
  let flows: FlowKit;
  let heldUp: string;
  let policyId: string;
  const moving: string[] = [];

  beforeAll(async () => {
    world = await createWorld({ logLevel: 'silent', everyMs: { ...testConfig.everyMs, jobs: 300 } });
    world.clock.set(new Date().toISOString());
    const kit = createKit(world);
    flows = await createFlowKit(kit);
    const stuck = await flows.publish(service('webhook', { url: 'https://nowhere.example/' }));
    for (let made = 0; made < 3; made += 1) heldUp = await flows.begun(stuck);
    policyId = await flows.publish(reminded('R1/PT9H'));
    for (let made = 0; made < 2; made += 1) moving.push(await flows.begun(policyId));
    moving.push(await kit.file(policyId));
    await flows.republish(policyId, {
      ...reminded('R1/PT9H'),
      elements: reminded('R1/PT9H')
        .elements.replace('name="核查"', 'name="现场核查"')
        .replaceAll('"Middle"', '"Visit"'),
      acceptName: '窗口受理',
      first: 'Visit',
    });
    await flows.runJobs();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const at = async (size: typeof desktop, path: string, login: string) => {
    const person = await newPerson(browser, world.address, size);
    await person.page.goto(path);
    await signIn(person.page, { login, password, ...(path.startsWith('/t/') ? {} : { city: '云港市' }) });
    return person;
  };

  it.each([
    ['desktop', desktop, '已修好', '重试'],
    ['phone', phone, '人工处理', '跳过'],
  ] as const)('an incident is dealt with on a %s, with reason', async (_, size, reason, act) => {
    const person = await at(size, '/desk/incidents', 'jxj');
    const { page } = person;
    await page.getByText('地址不在运维人员允许的名单里').first().waitFor();
    await inspect(person, 'incidents');
    const rows = await page.getByRole('button', { name: act }).count();
    await page.getByRole('button', { name: act }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: act }).click();
    await dialog.getByText('请写明理由').waitFor();
    await inspect(person, `incident-${size.width}`);
    await dialog.getByLabel('理由').fill(reason);
    await dialog.getByRole('button', { name: act }).click();
    await page.getByText(act === '跳过' ? '已跳过，办件继续办理' : '已重试，办件继续办理').waitFor();
    if (act === '跳过')
      await expect.poll(() => page.getByRole('button', { name: act }).count(), { timeout: 15_000 }).toBe(rows - 1);
    await person.leave();
  });

  it('who applied reads one quiet sentence', async () => {
    const { caseId } = await stillHeldUp();
    const person = await at(phone, '/t/yungang/sign-in', 'qiye');
    await person.page.getByRole('button', { name: /有限公司/ }).waitFor();
    await person.page.goto(`/t/yungang/cases/${caseId}`);
    await person.page.getByText('您的办件因系统原因暂停').waitFor();
    await inspect(person, 'held-up-portal');
    expect(await person.page.getByText('nowhere.example').count()).toBe(0);
    await person.leave();
  });

  it('cases of an old version are matched, tried and moved, and the history of each is whole', async () => {
    const person = await at(desktop, '/desk/migrations', 'jxj');
    const { page } = person;
    await page.getByText('选一项有在办办件的政策').waitFor();
    await inspect(person, 'migration-choose');
    await page.goto(`/desk/migrations?policy=${policyId}`);
    await page.getByRole('heading', { name: '步骤对应' }).waitFor();
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('在办 3 件，已看 3 件：1 件可以转，2 件留在原版').waitFor();
    await inspect(person, 'migration-unmatched');
    await page.getByLabel('核查', { exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: '现场核查' }).click();
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('在办 3 件，已看 3 件：3 件可以转，0 件留在原版').waitFor();
    await page.getByRole('button', { name: '转到第 2 版' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('按新办法核查');
    await inspect(person, 'migration-reason');
    await page.getByRole('dialog').getByRole('button', { name: '转到第 2 版' }).click();
    await page.getByText('共 3 件，已转 3 件，留在原版 0 件').waitFor();
    await inspect(person, 'migration-done');
    await page.setViewportSize(phone);
    await inspect(person, 'migration-phone');
    await page.setViewportSize(desktop);
    for (const caseId of moving) expect((await flows.caseOf(caseId)).policyVersion).toBe(2);
    await page.goto(`/desk/cases/${moving[0]}`);
    await page.getByRole('button', { name: '核验记录' }).click();
    await page.getByText('条记录完整').waitFor();
    await page.getByText('条记录完整').scrollIntoViewIfNeeded();
    await inspect(person, 'history-check');
    await person.leave();
  });

  async function stillHeldUp(): Promise<{ caseId: string }> {
    const found = await world.database.collection('incidents').findOne({ status: 'open' });
    return { caseId: String(found?.caseId ?? heldUp) };
  }
});
