import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createForm } from '@formily/core';
import { type Browser, type CDPSession, chromium } from 'playwright-core';
import { compileForm, parseForm, validateSubmission } from '#core/form';
// @ts-expect-error a script without types
import { findChromium } from '../../scripts/find-chromium.mjs';
import { buildFormPages } from '../form-pages/build-pages.js';
import { benchSections, options, thousandAnswers, thousandFields } from '../form-pages/thousand.js';

/**
 * A form of 1,000 fields in ten sections in Chromium, ours beside plain Formily with the same fields (reactions in the
 * schema, antd's controls, all mounted); a table of 1,000 × 6; and the 1,000-field submission on the server beside
 * headless Formily. Both pages are production builds, served from memory, loaded in a fresh context each time.
 */
const loads = 5;
const keystrokes = 24;
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

interface Figures {
  readonly firstField: number;
  readonly workPerKey: number;
  readonly paintPerKey: number;
  readonly heap: number;
}

export async function run(): Promise<void> {
  const path = findChromium() as string | null;
  await validation();
  if (path === null) {
    console.log('No Chromium was found: the pages are not measured. Set CHROMIUM_PATH.');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-form-'));
  await buildFormPages(folder, ['ours', 'plain']);
  const server = await serve(folder);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const [title, hash] of [
      ['1,000 fields in ten sections', ''],
      ['a table of 1,000 rows × 6', '#table'],
    ] as const) {
      console.log(`\n${title}`);
      const ours = await measure(browser, `${address}/ours.html${hash}`);
      const plain = await measure(browser, `${address}/plain.html${hash}`);
      report('first field takes typing, ms (median)', ours.firstField, plain.firstField);
      report('script and layout per keystroke, ms (p95)', ours.workPerKey, plain.workPerKey);
      report('keystroke to paint, ms (p95)', ours.paintPerKey, plain.paintPerKey);
      report('heap after opening, MB (median)', ours.heap, plain.heap);
    }
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(name: string, ours: number, plain: number): void {
  const times = plain / ours;
  console.log(
    `  ${name.padEnd(44)} ${ours.toFixed(1).padStart(9)}   plain Formily ${plain.toFixed(1).padStart(9)}   ${times.toFixed(1)} ×`,
  );
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const file = join(folder, new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      const content = readFileSync(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'image/svg+xml' }).end(content);
    } catch {
      response.writeHead(204).end();
    }
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return server;
}

async function measure(browser: Browser, address: string): Promise<Figures> {
  const firsts: number[] = [];
  const heaps: number[] = [];
  const work: number[] = [];
  const paints: number[] = [];
  for (let load = 0; load < loads; load += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(address);
    const at = await page.waitForFunction(() => window.typableAt, undefined, { timeout: 120_000 });
    firsts.push(Number(await at.jsonValue()));
    await page.waitForTimeout(300);
    const session = await context.newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    heaps.push((await metric(session)).heap / 1024 / 1024);
    // Keystrokes of the last load only: what is compiled on the way is warm then, as it is for a person who types.
    if (load === loads - 1) {
      for (let key = 0; key < keystrokes; key += 1) {
        const before = await metric(session);
        const seen = await page.evaluate(() => window.paints.length);
        await page.keyboard.press(key % 12 === 11 ? 'Backspace' : 'a');
        await page.waitForFunction((count) => window.paints.length > count, seen);
        const after = await metric(session);
        work.push((after.work - before.work) * 1000);
      }
      paints.push(...(await page.evaluate(() => window.paints)));
    }
    await context.close();
  }
  return {
    firstField: median(firsts),
    heap: median(heaps),
    workPerKey: percentile(work, 0.95),
    paintPerKey: percentile(paints, 0.95),
  };
}

async function metric(session: CDPSession): Promise<{ readonly work: number; readonly heap: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((entry) => entry.name === name)?.value ?? 0;
  return {
    work: value('ScriptDuration') + value('LayoutDuration') + value('RecalcStyleDuration'),
    heap: value('JSHeapUsedSize'),
  };
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const percentile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN;
const median = (values: readonly number[]): number => percentile(values, 0.5);

/** One submission after another; Formily makes its form and fields for each, as a server that keeps no form per case must. */
async function validation(): Promise<void> {
  const parsed = parseForm(thousandFields);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error.slice(0, 3)));
  const compiled = compileForm(parsed.value);
  const context = { now: '2026-11-22T02:00:00Z' };
  const judged = validateSubmission(compiled, thousandAnswers, context);
  if (judged.issues.length > 0 || Object.keys(judged.data).length !== Object.keys(thousandAnswers).length)
    throw new Error(`Expected a complete submission, but got ${JSON.stringify(judged.issues.slice(0, 3))}`);
  for (let round = 0; round < 20; round += 1) validateSubmission(compiled, thousandAnswers, context);
  const rounds = 50;
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1) validateSubmission(compiled, thousandAnswers, context);
  const ours = (performance.now() - began) / rounds;
  const { whole, again } = await formilyValidation();
  console.log('server: the submission of 1,000 fields, ms');
  report('against a form made for it', ours, whole);
  report('against a form that is kept', ours, again);
}

async function formilyValidation(): Promise<{ readonly whole: number; readonly again: number }> {
  const make = () => {
    const form = createForm({ values: { ...thousandAnswers } });
    for (const section of benchSections) {
      const [first] = section.fields;
      for (const field of section.fields) {
        form.createField({
          name: field.id,
          required: field.isRequired,
          validator: [
            ...(field.kind === 'Text' ? [{ max: 50 }] : []),
            ...(field.kind === 'Number' ? [{ minimum: 0, maximum: 1_000_000 }] : []),
            ...(field.kind === 'Choice' ? [{ enum: options.map((option) => option.value) }] : []),
            ...(field.kind === 'Date' ? [{ format: 'date' as const }] : []),
          ],
          ...(field.isSwitched && first !== undefined
            ? {
                reactions: (one) =>
                  void one.setDisplay(String(form.values[first.id]).length % 2 === 1 ? 'visible' : 'none'),
              }
            : {}),
        });
      }
    }
    return form;
  };
  await make().validate();
  const began = performance.now();
  const rounds = 5;
  for (let round = 0; round < rounds; round += 1) await make().validate();
  const whole = (performance.now() - began) / rounds;
  const kept = make();
  await kept.validate();
  const beganAgain = performance.now();
  for (let round = 0; round < rounds; round += 1) await kept.validate();
  return { whole, again: (performance.now() - beganAgain) / rounds };
}
