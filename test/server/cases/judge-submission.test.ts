import { type Logger, pino } from 'pino';
import { expect, it } from 'vitest';
import { compileForm, createFormEngine, type FieldNode, parseForm, type RuleProblems } from '#core/form';
import { judgeSubmission } from '#server/cases/judge-submission';

const now = '2026-11-22T02:00:00Z';
const parsed = parseForm({
  version: 1,
  type: 'object',
  properties: {
    total: { type: 'number', title: '总额', 'x-component': 'Number' } as FieldNode,
    count: { type: 'number', title: '人数', 'x-component': 'Number' } as FieldNode,
    mean: {
      type: 'number',
      title: '人均',
      'x-component': 'Number',
      'x-rules': { value: '{{ 总额 / 人数 }}' },
    } as FieldNode,
  },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const form = compileForm(parsed.value);

function logged(): { readonly logger: Logger; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  return { lines, logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }) };
}

it('a rule that meets a problem as it runs is told to the author’s trial', () => {
  const found: RuleProblems[] = [];
  const engine = createFormEngine(form, { total: 10, count: 2 }, { now, onRuleProblems: (one) => found.push(one) });
  expect(found).toEqual([]);
  engine.set('count', 0);
  expect(found.map(({ source, problems }) => [source, problems.map(({ code }) => code)])).toEqual([
    ['总额 / 人数', ['DIVISION_BY_ZERO']],
  ]);
});

it('data that is only missing is no problem', () => {
  const found: RuleProblems[] = [];
  createFormEngine(form, { total: 10 }, { now, onRuleProblems: (one) => found.push(one) });
  expect(found).toEqual([]);
});

it('the server logs it without what was answered, and goes on for the applicant', () => {
  const { logger, lines } = logged();
  const version = { form, policyId: 'p1', version: 3 } as Parameters<typeof judgeSubmission>[0];
  const data = judgeSubmission(version, { total: 98765, count: 0 }, { now, facts: {}, logger });
  expect(data).toEqual({ total: 98765, count: 0 });
  expect(lines).toMatchObject([
    { policyId: 'p1', version: 3, rule: '总额 / 人数', problems: [{ code: 'DIVISION_BY_ZERO' }] },
  ]);
  expect(JSON.stringify(lines)).not.toContain('98765');
});
