import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeRulesOff } from './axe-rules.js';

/** Set by `npm test` where a Chromium was found; journeys are skipped without one. */
export const chromiumPath = process.env.CHROMIUM_PATH;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person at one browser: a context of their own, with everything that went wrong in it. */
export interface Person {
  readonly page: Page;
  /** Console errors, exceptions and violations of the Content-Security-Policy so far. */
  readonly faults: string[];
  /** Tells that the next refusal with this status is meant; the browser logs each one as an error. */
  expectRefusal(status: number): void;
  leave(): Promise<void>;
}

export async function newPerson(
  browser: Browser,
  address: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Person> {
  const context: BrowserContext = await browser.newContext({
    baseURL: address,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    hasTouch: viewport.width < 640,
    isMobile: viewport.width < 640,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  const expected: number[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    const index = expected.findIndex((status) => text.includes(`status of ${status}`));
    if (index >= 0) expected.splice(index, 1);
    else faults.push(`${text} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return {
    page,
    faults,
    expectRefusal: (status) => expected.push(status),
    leave: () => context.close(),
  };
}

/** axe-core finds nothing, nothing went wrong so far, and the page does not scroll sideways; then a picture of it. */
export async function inspect(person: Person, name: string): Promise<void> {
  const { page, faults } = person;
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}-${page.viewportSize()?.width}.png` });
  }
  await page.evaluate(axeSource);
  const rulesOff = Object.fromEntries(Object.keys(axeRulesOff).map((rule) => [rule, { enabled: false }]));
  const results = await page.evaluate(
    (rules) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        rules,
        resultTypes: ['violations'],
      }),
    rulesOff,
  );
  const violations = results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} — ${failureSummary?.split('\n')[1]?.trim()}`).join(' | ')}`,
  );
  // Not `innerWidth`: a phone widens it for a page that is too wide.
  const overflow =
    (await page.evaluate(() => document.documentElement.scrollWidth)) - (page.viewportSize()?.width ?? 0);
  expect.soft(violations, `axe on ${name}`).toEqual([]);
  expect.soft(faults, `faults on ${name}`).toEqual([]);
  expect.soft(overflow, `sideways scrolling on ${name}`).toBeLessThanOrEqual(0);
}

/** Signs in on the page that asks for it. */
export async function signIn(
  page: Page,
  account: { readonly login: string; readonly password: string; readonly city?: string },
): Promise<void> {
  if (account.city !== undefined) {
    await page.getByLabel('城市').click();
    await page.locator('.ant-select-item-option', { hasText: account.city }).click();
  }
  await page.getByLabel('账号', { exact: true }).fill(account.login);
  await page.getByLabel('密码', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}
