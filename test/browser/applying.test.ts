import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, type Kit, ok, qualifying } from '../api/business-kit.js';
import { createWorld, password, type World } from '../api/harness.js';
import { chromiumPath, inspect, launchChromium, newPerson, type Person, phone, signIn } from './harness.js';

/** What happens to an application beside the straight way: taken back, and overtaken by a new version of its policy. */
describe.skipIf(chromiumPath === undefined)('an application on a phone', () => {
  let world: World;
  let kit: Kit;
  let browser: Browser;
  let firm: Person;

  beforeAll(async () => {
    world = await createWorld();
    world.clock.set(new Date().toISOString());
    kit = createKit(world);
    const { enterprise } = world.yungang.accounts;
    await world.deps.applicants.setRegistry(
      enterprise.tenantId,
      enterprise.applicantId ?? '',
      qualifying(enterprise.name),
    );
    browser = await launchChromium();
    firm = await newPerson(browser, world.address, phone);
    await firm.page.goto('/t/yungang/sign-in');
    await signIn(firm.page, { login: 'qiye', password });
    await firm.page.getByRole('button', { name: /有限公司/ }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it('is withdrawn before it is accepted', async () => {
    const caseId = await kit.file(await kit.publish('smart-factory-award'));
    await firm.page.goto(`/t/yungang/cases/${caseId}`);
    await firm.page.getByRole('button', { name: '撤回申请' }).click();
    const dialog = firm.page.getByRole('dialog', { name: '撤回这份申请？' });
    await dialog.getByLabel('撤回原因（可不填）').fill('材料要重新整理');
    await inspect(firm, 'withdraw');
    await dialog.getByRole('button', { name: '撤回申请' }).click();
    await firm.page.getByText('您已撤回').waitFor();
    expect(await firm.page.getByRole('button', { name: '撤回申请' }).count()).toBe(0);
    await inspect(firm, 'case-withdrawn');
  });

  it('keeps its answers when the policy has a new version, and shows what changed', async () => {
    const { departmentAdmin } = world.yungang.accounts;
    const policyId = await kit.publish('smart-factory-award');
    const draft = await kit.filledDraft(policyId);
    const policy = ok(await kit.get(departmentAdmin, `/api/designer/policies/${policyId}`));
    const [section] = Object.keys(policy.form.properties);
    const { properties } = policy.form.properties[section ?? ''];
    const added = { type: 'string', title: '项目负责人', 'x-component': 'Text' };
    const form = {
      ...policy.form,
      properties: {
        ...policy.form.properties,
        [section ?? '']: { ...policy.form.properties[section ?? ''], properties: { ...properties, leader: added } },
      },
    };
    const part = { part: 'form', revision: policy.revisions.form, content: form };
    const { revision } = ok(await kit.put(departmentAdmin, `/api/designer/policies/${policyId}/parts/form`, part));
    ok(
      await kit.post(
        departmentAdmin,
        `/api/designer/policies/${policyId}/publish`,
        {
          revisions: { ...policy.revisions, form: revision },
        },
        randomUUID(),
      ),
    );

    await firm.page.goto(`/t/yungang/apply/${draft.id}`);
    await firm.page.getByRole('heading', { name: '政策有新版本' }).waitFor();
    await inspect(firm, 'superseded');
    await firm.page.getByRole('button', { name: '换到新版本' }).click();
    await firm.page.getByText('新增：项目负责人').waitFor();
    await firm.page.getByRole('button', { name: '继续填写' }).click();
    await firm.page.getByLabel('项目负责人').waitFor();
    expect(await firm.page.getByRole('textbox', { name: /^联系人/ }).inputValue()).toBe('林雪');
    await inspect(firm, 'carried-over');
  });
});
