import { describe, expect, it } from 'vitest';
import { componentNames, type FieldNode, fieldTypes, issueText, lintForm, parseForm } from '#core/form';

const text = (more: object = {}) => ({ type: 'string', title: '名称', 'x-component': 'Text', ...more });
const form = (properties: object, more: object = {}) => ({ version: 1, type: 'object', properties, ...more });
const refusals = (json: unknown) => {
  const parsed = parseForm(json);
  return parsed.ok ? [] : parsed.error.map((issue) => `${issue.path} ${issue.code}`);
};

describe('a form schema is a closed subset', () => {
  it.each<[string, unknown, string]>([
    ['a list', [], ' NOT_AN_OBJECT'],
    ['another version', { ...form({ a: text() }), version: 2 }, 'version VERSION_UNKNOWN'],
    ['no version', { type: 'object', properties: {} }, 'version MISSING_KEY'],
    ['a key beside the known ones', form({ a: text() }, { 'x-script': 'alert(1)' }), 'x-script UNKNOWN_KEY'],
    [
      'a component of no registry',
      form({ a: text({ 'x-component': 'Html' }) }),
      'properties.a.x-component UNKNOWN_COMPONENT',
    ],
    [
      'a component by a name every object has',
      form({ a: text({ 'x-component': 'toString' }) }),
      'properties.a.x-component UNKNOWN_COMPONENT',
    ],
    [
      'reactions of Formily',
      form({ a: text({ 'x-reactions': '{{ fetch("/") }}' }) }),
      'properties.a.x-reactions UNKNOWN_KEY',
    ],
    [
      'a property of another component',
      form({ a: text({ 'x-component-props': { moneyUnit: 'wan' } }) }),
      'properties.a.x-component-props.moneyUnit UNKNOWN_KEY',
    ],
    [
      'a limit of another component',
      form({ a: text({ 'x-limits': { minFen: 1 } }) }),
      'properties.a.x-limits.minFen UNKNOWN_KEY',
    ],
    ['a type that does not fit the component', form({ a: text({ type: 'number' }) }), 'properties.a.type BAD_VALUE'],
    ['no title', form({ a: { type: 'string', 'x-component': 'Text' } }), 'properties.a.title MISSING_KEY'],
    ['an id with a dot', form({ 'a.b': text() }), 'properties.a.b ID_INVALID'],
    ['an id every object has', form({ constructor: text() }), 'properties.constructor ID_INVALID'],
    ['a name with a space', form({ a: text({ 'x-name': '名 称' }) }), 'properties.a.x-name NAME_INVALID'],
    ['a name of FEEL itself', form({ a: text({ 'x-name': 'then' }) }), 'properties.a.x-name NAME_INVALID'],
    [
      'a rule without braces',
      form({ a: text({ 'x-rules': { visible: 'true' } }) }),
      'properties.a.x-rules.visible RULE_NOT_FEEL',
    ],
    [
      'an empty rule',
      form({ a: text({ 'x-rules': { visible: '{{ }}' } }) }),
      'properties.a.x-rules.visible RULE_NOT_FEEL',
    ],
    [
      'a check without message',
      form({ a: text({ 'x-rules': { check: { test: '{{ true }}' } } }) }),
      'properties.a.x-rules.check.message BAD_VALUE',
    ],
    [
      'bounds that contradict',
      form({ a: text({ 'x-limits': { minLength: 3, maxLength: 2 } }) }),
      'properties.a.x-limits.minLength LIMITS_CONTRADICT',
    ],
    [
      'a bound that is no day',
      form({ a: { type: 'string', title: '日', 'x-component': 'Date', 'x-limits': { from: '2026-02-30' } } }),
      'properties.a.x-limits.from BAD_VALUE',
    ],
    [
      'a slow pattern',
      form({ a: text({ 'x-limits': { pattern: '(a+)+' } }) }),
      'properties.a.x-limits.pattern PATTERN_UNSAFE',
    ],
    ['a section in a section', form({ s: section({ t: section({}) }) }), 'properties.s.properties.t NOT_ALLOWED_HERE'],
    [
      'one id in two sections',
      form({ s: section({ a: text() }), t: section({ a: text() }) }),
      'properties.t.properties.a ID_TAKEN',
    ],
    ['a table in a table', form({ t: table({ u: table({}) }) }), 'properties.t.items.properties.u NOT_ALLOWED_HERE'],
    ['a column that is the row id', form({ t: table({ id: text() }) }), 'properties.t.items.properties.id ID_INVALID'],
    [
      'an option twice',
      form({
        c: choice([
          { label: '甲', value: 'a' },
          { label: '乙', value: 'a' },
        ]),
      }),
      'properties.c.enum.1 ID_TAKEN',
    ],
    [
      'an option with more',
      form({ c: choice([{ label: '甲', value: 'a', onClick: 'x' }]) }),
      'properties.c.enum.0 BAD_VALUE',
    ],
    [
      'a file larger than any may be',
      form({ f: { type: 'array', title: '件', 'x-component': 'File', 'x-limits': { maxBytes: 52_428_801 } } }),
      'properties.f.x-limits.maxBytes BAD_VALUE',
    ],
  ])('refuses %s', (_what, json, refusal) => {
    expect(refusals(json)).toContain(refusal);
  });

  it('takes 1,500 fields and 1,000 options, and not one more', () => {
    const fields = (count: number) =>
      form(
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, text({ 'x-name': `n${index}` })])),
      );
    const options = (count: number) =>
      form({ c: choice(Array.from({ length: count }, (_, index) => ({ label: `${index}`, value: `${index}` }))) });
    expect(refusals(fields(1500))).toEqual([]);
    expect(refusals(fields(1501))).toEqual(['properties LIMIT_EXCEEDED']);
    expect(refusals(options(1000))).toEqual([]);
    expect(refusals(options(1001))).toEqual(['properties.c.enum LIMIT_EXCEEDED']);
  });

  it('takes no schema over 2 MB or of bottomless depth', () => {
    const deep = JSON.parse(`${'{"properties":'.repeat(2000)}{}${'}'.repeat(2000)}`);
    const wide = form({ a: text({ description: '字'.repeat(700_000) }) });
    expect(refusals(deep)).toEqual([' LIMIT_EXCEEDED']);
    expect(refusals(wide)).toEqual([' LIMIT_EXCEEDED']);
  });

  it('tells all reasons at once', () => {
    expect(refusals(form({ a: text({ type: 'number', onClick: 1 }), b: 5 }))).toEqual([
      'properties.a.onClick UNKNOWN_KEY',
      'properties.a.type BAD_VALUE',
      'properties.b NOT_AN_OBJECT',
    ]);
  });

  it.each(componentNames)('takes what the palette makes of %s', (component) => {
    const node = fieldTypes[component].createNode('f1');
    expect(refusals(form({ f1: node }))).toEqual([]);
  });
});

describe('patterns run in linear time or are refused', () => {
  it.each(['[A-Z]{2}-\\d{4}', '\\d+', '(?:甲|乙)?\\d{1,3}', '[^@]{1,20}@x', 'a(bc)?d'])('takes %s', (pattern) => {
    expect(refusals(form({ a: text({ 'x-limits': { pattern } }) }))).toEqual([]);
  });
  it.each([
    '(a|a)*',
    '(a*)*',
    'a+b+',
    '(?=a)b',
    '(a)\\1',
    '[z-a]',
    'a**',
    '\\d{1,200}\\d{1,200}',
    'a{3,2}',
    '(',
    '[',
    'a\\',
  ])('refuses %s', (pattern) => {
    expect(refusals(form({ a: text({ 'x-limits': { pattern } }) }))).toEqual([
      'properties.a.x-limits.pattern PATTERN_UNSAFE',
    ]);
  });
});

describe('publishing finds what a draft may still have', () => {
  const lint = (properties: Record<string, FieldNode>) =>
    lintForm({ version: 1, type: 'object', properties }).map((issue) => `${issue.path} ${issue.code}`);
  const node = (title: string, more: object = {}) => ({ ...text(more), title }) as FieldNode;
  const number = (title: string, more: object = {}) =>
    ({ type: 'number', title, 'x-component': 'Number', ...more }) as FieldNode;

  it('names an empty form', () => {
    expect(lint({})).toEqual(['properties EMPTY_FORM']);
  });
  it('names two fields of one name, and a choice without options', () => {
    expect(lint({ a: node('名称'), b: node('名 称'), c: choice([]) as FieldNode })).toEqual([
      'properties.b.x-name NAME_TAKEN',
      'properties.c.enum MISSING_KEY',
    ]);
  });
  it('names a rule that does not parse, one with an unknown name, and one of the wrong type', () => {
    const issues = lint({
      a: node('甲', { 'x-rules': { visible: '{{ 乙 = }}' } }),
      b: node('乙', { 'x-rules': { visible: '{{ 丁 = 1 }}' } }),
      c: node('丙', { 'x-rules': { visible: '{{ 1 + 1 }}' } }),
    });
    expect(issues).toEqual([
      'properties.a.x-rules.visible RULE_INVALID',
      'properties.b.x-rules.visible RULE_UNKNOWN_NAME',
      'properties.c.x-rules.visible RULE_WRONG_TYPE',
    ]);
  });
  it('says in words what FEEL found', () => {
    const rules = { visible: '{{ 丁 = 1 }}' };
    const [issue] = lintForm({ version: 1, type: 'object', properties: { b: node('乙', { 'x-rules': rules }) } });
    if (issue === undefined) throw new Error('Expected an issue');
    expect(issueText(issue, 'zh-CN')).toContain('丁');
    expect(issueText(issue, 'en-US')).toContain('丁');
  });
  it('names rules that wait for each other, through a section and inside rows too', () => {
    const through = {
      type: 'void',
      title: '节',
      'x-component': 'Section',
      'x-rules': { visible: '{{ 甲 = "1" }}' },
      properties: { a: node('甲') },
    } as FieldNode;
    const rows = table({
      x: number('子', { 'x-rules': { value: '{{ 丑 + 1 }}' } }),
      y: number('丑', { 'x-rules': { value: '{{ 子 + 1 }}' } }),
    }) as FieldNode;
    const ring = {
      p: number('己', { 'x-rules': { value: '{{ 庚 + 1 }}' } }),
      q: number('庚', { 'x-rules': { value: '{{ 己 + 1 }}' } }),
    };
    expect(lint({ s: through }).filter((line) => line.endsWith('RULE_CYCLE'))).toHaveLength(1);
    expect(lint({ t: rows }).filter((line) => line.endsWith('RULE_CYCLE'))).toHaveLength(1);
    expect(lint(ring).filter((line) => line.endsWith('RULE_CYCLE'))).toHaveLength(1);
  });
  it('lets two checks read each other', () => {
    const check = (test: string) => ({ 'x-rules': { check: { test, message: '不符' } } });
    expect(lint({ a: number('甲', check('{{ 甲 <= 乙 }}')), b: number('乙', check('{{ 乙 >= 甲 }}')) })).toEqual([]);
  });
  it('names a source the registry does not have', () => {
    const issues = lintForm(
      { version: 1, type: 'object', properties: { a: node('甲', { 'x-registry': '企业.没有' }) } },
      { registryVariables: ['企业.名称'] },
    );
    expect(issues).toEqual([
      { path: 'properties.a.x-registry', code: 'REGISTRY_UNKNOWN', params: { name: '企业.没有' } },
    ]);
  });
});

function section(properties: object) {
  return { type: 'void', title: '节', 'x-component': 'Section', properties };
}
function table(properties: object) {
  return { type: 'array', title: '表', 'x-component': 'Table', items: { type: 'object', properties } };
}
function choice(options: readonly object[]) {
  return { type: 'string', title: '选择', 'x-component': 'Choice', enum: options };
}
