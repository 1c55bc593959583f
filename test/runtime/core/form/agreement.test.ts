import { describe, expect, it } from 'vitest';
import type { FormEngine, Row, SubmissionData } from '#core/form';
import {
  compileForm,
  createFormEngine,
  evaluateForm,
  holdsRows,
  lintForm,
  parseForm,
  validateSubmission,
} from '#core/form';
import { codes, fixtures } from './fixtures.js';

/** Types the answers into a form that begins empty, as a person does. */
function fillIn(engine: FormEngine, data: SubmissionData): void {
  for (const [id, value] of Object.entries(data)) {
    const field = engine.compiled.field(id);
    const rows =
      field !== undefined && holdsRows(field) && Array.isArray(value) ? (value as readonly Row[]) : undefined;
    if (rows === undefined) engine.set(id, value);
    for (const row of rows ?? []) {
      engine.addRow(id, row.id);
      for (const [column, cell] of Object.entries(row))
        if (column !== 'id') engine.set(`${id}.${row.id}.${column}`, cell);
    }
  }
}

describe.each(fixtures)('$describes', ({ schema: json, codeTables, cases, now }) => {
  const parsed = parseForm(json);
  if (!parsed.ok) throw new Error(`Expected a schema, but got ${JSON.stringify(parsed.error)}`);
  const schema = parsed.value;
  const compiled = compileForm(schema, codeTables ? { codeTables } : {});

  it('has a schema that may be published', () => {
    expect(lintForm(schema)).toEqual([]);
    expect(schema).toEqual(json);
  });

  it.each(cases)('server: $title', (entry) => {
    const judged = validateSubmission(compiled, entry.data, { now, ...entry.context });
    expect(codes(judged.issues)).toEqual(entry.issues);
    if (entry.stored) expect(judged.data).toEqual(entry.stored);
    if (entry.issues.length > 0) return;
    // What is stored is itself a submission without issue that would be stored alike.
    const again = validateSubmission(compiled, judged.data, { now, ...entry.context, stored: judged.data });
    expect(again).toEqual({ data: judged.data, issues: [] });
  });

  it.each(cases.filter((entry) => !entry.tampering))('browser: $title', (entry) => {
    const context = { now, ...entry.context };
    // given a form opened with these answers
    const opened = createFormEngine(compiled, entry.data, context);
    const isMistyped = entry.issues.some(([, code]) => code === 'WRONG_TYPE');
    if (isMistyped) {
      // The server looks at nothing else before the types are right; the browser shows the rest beside it.
      expect(codes(opened.issues())).toEqual(expect.arrayContaining(visibleOnly(opened, entry.issues)));
      return;
    }
    expect(codes(opened.issues())).toEqual(entry.issues);
    // when they are typed one after another into what was stored, last to first and again
    const typed = createFormEngine(compiled, entry.context?.stored ?? {}, context);
    fillIn(typed, Object.fromEntries(Object.entries(entry.data).reverse()));
    fillIn(typed, entry.data);
    // then both say the same as a judgement from nothing
    const fresh = evaluateForm(compiled, typed.data(), context);
    for (const [path, state] of Object.entries(fresh.fields))
      expect({ path, ...typed.get(path) }).toEqual({ path, ...state });
    // and what the browser would send is taken by the server
    const judged = validateSubmission(compiled, typed.data(), context);
    expect(codes(judged.issues)).toEqual(codes(typed.issues()));
  });
});

/** An answer that a rule hides is of no concern to the browser, which does not send it. */
const visibleOnly = (engine: FormEngine, issues: readonly (readonly [string, string])[]) =>
  issues.filter(([path]) => engine.get(path)?.visible);
