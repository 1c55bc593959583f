import { describe, expect, it } from 'vitest';
import { compileForm, parseForm, type RegistryFact } from '#core/form';
import {
  availability,
  blankPolicy,
  localText,
  parseElements,
  parseMaterials,
  parseRules,
  policyVariables,
  type RegistryVariable,
  variableDescriptions,
  variableNames,
  variableTypes,
} from '#core/policy';

describe('parts as they come over the wire', () => {
  const { elements } = blankPolicy('新政策', '市经信局');
  it('a blank policy has the right shape', () => {
    const blank = blankPolicy('新政策', '市经信局');
    expect(parseElements(blank.elements).ok).toBe(true);
    expect(parseRules(blank.rules).ok).toBe(true);
    expect(parseMaterials(blank.materials).ok).toBe(true);
    expect(parseForm(blank.form).ok).toBe(true);
  });
  it.each<[unknown, string]>([
    [null, ''],
    ['x', ''],
    [{ ...elements, title: 5 }, 'title'],
    [{ ...elements, title: '长'.repeat(81) }, 'title'],
    [{ ...elements, audience: 'everyone' }, 'audience'],
    [{ ...elements, promisedWorkingDays: 2.5 }, 'promisedWorkingDays'],
    [{ ...elements, promisedWorkingDays: -1 }, 'promisedWorkingDays'],
    [{ ...elements, contacts: 'none' }, 'contacts'],
    [{ ...elements, contacts: [{ name: 'a' }] }, 'contacts.0.phone'],
    [{ ...elements, isAdmin: true }, 'isAdmin'],
    [{ ...elements, document: { ...elements.document, url: 'x' } }, 'document.url'],
    [{ ...elements, translations: { 'en-US': { title: 5 } } }, 'translations.en-US.title'],
    [JSON.parse('{"__proto__": {"title": "x"}}'), '__proto__'],
  ])('elements %j are refused at %s', (value, place) => {
    const parsed = parseElements(value);
    expect(parsed.ok ? [] : parsed.error.map((problem) => problem.place)).toContain(place);
  });
  it('rules and materials are refused where they are wrong', () => {
    const good = { id: 'c1', title: 't', clause: '', feel: 'a > 1', kind: 'must', onUnknown: 'ask' };
    expect(parseRules({ conditions: [good], decisions: [], amount: null }).ok).toBe(true);
    const places = (value: unknown) => {
      const parsed = parseRules(value);
      return parsed.ok ? [] : parsed.error.map((problem) => problem.place);
    };
    expect(places({ conditions: [{ ...good, kind: 'maybe' }], decisions: [], amount: null })).toEqual([
      'conditions.0.kind',
    ]);
    expect(places({ conditions: [{ ...good, id: '1 2' }], decisions: [], amount: null })).toEqual(['conditions.0.id']);
    expect(places({ conditions: Array(61).fill(good), decisions: [], amount: null })).toEqual(['conditions']);
    expect(
      places({ conditions: [], decisions: [], amount: { formula: '1', clause: '', explanation: '', capFen: 1.5 } }),
    ).toEqual(['amount.capFen']);
    expect(parseMaterials([{ id: 'm', title: 't', heldByGovernment: 'yes', originalNeeded: false, note: '' }]).ok).toBe(
      false,
    );
  });
});

describe('time and language of elements', () => {
  it.each([
    ['2026-02-28T15:59:59Z', 'not-yet'],
    ['2026-02-28T16:00:00Z', 'open'], // the first day begins at midnight in Shanghai
    ['2026-12-15T15:59:59Z', 'open'],
    ['2026-12-15T16:00:00Z', 'closed'],
  ])('at %s it is %s', (now, expected) => {
    expect(availability({ opensOn: '2026-03-01', closesOn: '2026-12-15' }, now)).toBe(expected);
  });
  it('without dates it is always open', () => {
    expect(availability({ opensOn: null, closesOn: null }, '2026-01-01T00:00:00Z')).toBe('open');
  });
  it('shows the translation where there is one', () => {
    const { elements } = blankPolicy('奖励', '局');
    const translated = { ...elements, translations: { 'en-US': { title: 'Award' } } };
    expect(localText(translated, 'title', '奖励', 'en-US')).toBe('Award');
    expect(localText(translated, 'title', '奖励', 'zh-CN')).toBe('奖励');
    expect(localText(translated, 'summary', '说明', 'en-US')).toBe('说明');
    expect(localText(translated, 'toString', '说明', 'en-US')).toBe('说明');
  });
});

describe('variables of rules', () => {
  const registry: readonly RegistryVariable[] = [
    { name: '保费', label: '上年度保费', type: 'money', source: '社保', audience: 'enterprise' },
    { name: '人数', label: '参保人数', type: 'number', unit: '人', source: '社保', audience: 'enterprise' },
    { name: '名单', label: '名单', type: 'list', source: '经信局', audience: 'both' },
    { name: '成立日期', label: '成立日期', type: 'date', source: '市场监管', audience: 'enterprise' },
  ];
  const parsed = parseForm({
    version: 1,
    type: 'object',
    properties: {
      staff: { type: 'number', title: '人数', 'x-component': 'Number', 'x-registry': '人数' },
      cost: { type: 'integer', title: '投入', 'x-component': 'Money' },
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const form = compileForm(parsed.value);
  const fact = (value: unknown): RegistryFact => ({ value, source: '社保', asOf: '2026-11-20' });

  it('turn 分 into 元, and leave out facts of another type', () => {
    const variables = policyVariables({
      registry,
      facts: { 保费: fact(123_450), 人数: fact('many'), 名单: fact(['a', 'b']), 未知: fact(1) },
    });
    expect(String(variables.保费)).toBe('1234.5');
    expect(variables).toMatchObject({ 人数: null, 名单: ['a', 'b'], 成立日期: null });
    expect(Object.keys(variables)).not.toContain('未知');
  });
  it('lay answers over facts, and amounts over both', () => {
    const facts = { 人数: fact(30) };
    expect(policyVariables({ registry, facts, form, data: {} }).人数).toBe(30);
    const variables = policyVariables({
      registry,
      facts,
      form,
      data: { staff: 31, cost: 5_000 },
      amounts: { requestedFen: 100_000, grantedFen: null },
    });
    expect(variables).toMatchObject({ 人数: 31, 投入: 50, 申报金额: 1_000 });
    expect(variables.核定金额 ?? null).toBeNull();
  });
  it('have types, names and descriptions', () => {
    expect(variableTypes(registry, form, { amounts: true })).toMatchObject({
      保费: { kind: 'number' },
      名单: { kind: 'list', of: { kind: 'string' } },
      投入: { kind: 'number' },
      核定金额: { kind: 'number' },
    });
    expect(variableNames(registry, form)).toEqual(expect.arrayContaining(['保费', '投入']));
    const describeVariable = variableDescriptions({ registry, facts: { 人数: fact(30) }, form });
    expect(describeVariable('人数')).toEqual({ label: '参保人数', source: 'registry', unit: '人', asOf: '2026-11-20' });
    expect(describeVariable('投入')).toEqual({ label: '投入', source: 'field', unit: '元' });
    expect(describeVariable('保费')).toEqual({ label: '上年度保费', source: 'registry', unit: '元' });
    expect(describeVariable('什么')).toBeUndefined();
  });
});
