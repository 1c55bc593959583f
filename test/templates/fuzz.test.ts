import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileForm, createFormEngine, parseForm, validateDraft, validateSubmission } from '#core/form';
import { fuzzedAnswers, stream } from '../form-fuzz.js';
import { everyTypeForm } from '../form-pages/every-type.js';

const folder = new URL('../../templates/', import.meta.url);
const templates = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
  .map((entry) => [entry.name, JSON.parse(readFileSync(new URL(`${entry.name}/form.json`, folder), 'utf8'))] as const);
const rounds = process.env.SOAK ? 20_000 : 500;
const context = { now: '2026-11-23T02:00:00Z' };

/** Whatever is sent, the judge answers; what it would store is of the form, and is judged alike when it comes back. */
describe.each([...templates, ['every field type', everyTypeForm()] as const])(
  'fuzzed submissions to %s',
  (_name, json) => {
    const parsed = parseForm(json);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const form = compileForm(parsed.value, { codeTables: { regions: [{ label: '云港市', value: '330200' }] } });

    it(`${rounds} of them`, () => {
      const random = stream(20261128);
      for (let round = 0; round < rounds; round += 1) {
        const answers = fuzzedAnswers(form, random);
        const { data, issues } = validateSubmission(form, answers, context);
        const draft = validateDraft(form, answers, context);
        for (const stored of [data, draft.data]) {
          expect(Object.keys(stored).filter((id) => form.field(id)?.tableId !== undefined || !form.field(id))).toEqual(
            [],
          );
          expect(validateDraft(form, stored, context)).toEqual({ data: stored, issues: [] });
        }
        if (draft.issues.length > 0) continue;
        // The browser's form, opened with the same answers, says the same.
        const engine = createFormEngine(form, draft.data, context);
        expect(engine.issues().map(({ path, code }) => [path, code])).toEqual(
          issues.map(({ path, code }) => [path, code]),
        );
      }
    });
  },
);
