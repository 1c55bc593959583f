import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileForm, parseForm, validateDraft } from '#core/form';
import { fuzzedAnswers, stream } from '../form-fuzz.js';
import { createKit, type Kit, ok } from './business-kit.js';
import { createWorld, type World } from './harness.js';

const folder = new URL('../../templates/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
function formOf(template: string) {
  const parsed = parseForm(read(`${template}/form.json`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return compileForm(parsed.value, { codeTables: read('code-tables.json') });
}
const templates = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
  .map((entry) => entry.name);
const rounds = process.env.SOAK ? 400 : 8;

let world: World;
let kit: Kit;
beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
});
afterAll(() => world?.stop());

it.each(templates)(
  'fuzzed drafts and submissions to %s: never 500, nothing kept that the form does not allow',
  async (template) => {
    const { enterprise } = world.yungang.accounts;
    const policyId = await kit.publish(template);
    const made = ok(
      await kit.post(enterprise, '/api/drafts', { policyId, applicantId: enterprise.applicantId, onBehalf: null }),
      201,
    );
    const form = formOf(template);
    const random = stream(7);
    let { revision } = made as { revision: number };
    for (let round = 0; round < rounds; round += 1) {
      const data = JSON.parse(JSON.stringify(fuzzedAnswers(form, random)));
      const saved = await kit.put(enterprise, `/api/drafts/${made.id}`, { revision, data });
      expect(saved.status, JSON.stringify(saved.body)).toBeLessThan(500);
      const kept = ok(await kit.get(enterprise, `/api/drafts/${made.id}`));
      revision = kept.revision;
      expect(validateDraft(form, kept.data, { now: '2026-11-23T02:00:00Z' }).issues).toEqual([]);
      const filed = await kit.post(enterprise, `/api/drafts/${made.id}/submit`, { revision });
      expect(filed.status, JSON.stringify(filed.body)).toBeGreaterThanOrEqual(400);
      expect(filed.status, JSON.stringify(filed.body)).toBeLessThan(500);
    }
  },
);
