import { describe, expect, it } from 'vitest';
import { parseBpmn, stepSettings, writeBpmn } from '#core/flow';
import { compileForm, type FormSchema, nameOf } from '#core/form';
import type { PolicyRules } from '#core/policy';
import { blankPolicy } from '#core/policy';
import type { PolicyDocument } from '../../../designer/model/draft/document.js';
import { findNode } from '../../../designer/model/form/tree.js';
import { renameFieldEverywhere } from '../../../designer/model/rename-field.js';
import { usagesOf } from '../../../designer/model/usage.js';
import { ruleVariables } from '../../../designer/model/variables.js';

const form: FormSchema = {
  version: 1,
  type: 'object',
  properties: {
    s: {
      type: 'void',
      title: '经营',
      'x-component': 'Section',
      properties: {
        a: { type: 'number', title: '投资额', 'x-component': 'Number' },
        b: {
          type: 'string',
          title: '说明',
          'x-component': 'Text',
          'x-rules': { visible: '{{ 投资额 >= 100 and 设备投资额 > 0 }}' },
        },
        c: { type: 'number', title: '设备投资额', 'x-component': 'Number' },
      },
    },
  },
};
const rules: PolicyRules = {
  conditions: [
    { id: 'c1', title: '够大', clause: '', feel: '投资额 >= 500 and 设备投资额 > 1', kind: 'must', onUnknown: 'ask' },
    { id: 'c2', title: '写着它', clause: '', feel: '说明 = "投资额"', kind: 'must', onUnknown: 'ask' },
  ],
  decisions: [
    {
      id: 'd1',
      name: '档次',
      clause: '',
      logic: {
        kind: 'table',
        hitPolicy: 'F',
        inputs: [{ id: 'i1', label: '', feel: '投资额', type: 'number', allowed: '' }],
        outputs: [{ id: 'o1', name: '', label: '', type: 'any', allowed: '', otherwise: '投资额 / 2' }],
        rules: [{ id: 'r1', when: ['> 设备投资额'], give: ['"投资额"'], note: '' }],
      },
    },
  ],
  amount: { formula: '投资额 * 0.3', clause: '', explanation: '按投资额' },
};

async function sample(): Promise<PolicyDocument> {
  const flow = await writeBpmn({
    id: 'process',
    name: '办理',
    blocks: [
      {
        kind: 'branch',
        id: 'gate',
        name: '大小',
        branches: [
          {
            id: 'big',
            name: '大',
            condition: '投资额 > 1000',
            blocks: [{ kind: 'step', id: 'review', name: '复核', step: stepSettings({ assignee: 'role:reviewer' }) }],
          },
          { id: 'small', name: '小', condition: null, blocks: [] },
        ],
      },
    ],
  });
  return { ...blankPolicy('试', '经信局'), form, rules, flow, materials: [] };
}

const names = ruleVariables(compileForm(form), []).map((one) => one.name);
const field = { key: 'a', name: '投资额', isColumn: false };

describe('renaming a field (D10)', () => {
  it('rewrites form, rules and flow at once, and nothing that only looks like the name', async () => {
    const renamed = await renameFieldEverywhere(await sample(), field, '总投资', names);
    if (!renamed.ok) throw new Error(JSON.stringify(renamed.error));
    const doc = renamed.value;
    expect(nameOf('a', findNode(doc.form, 'a')!)).toBe('总投资');
    expect(findNode(doc.form, 'b')?.['x-rules']?.visible).toContain('总投资 >= 100 and 设备投资额 > 0');
    expect(doc.rules.conditions.map((one) => one.feel)).toEqual([
      '总投资 >= 500 and 设备投资额 > 1',
      '说明 = "投资额"',
    ]);
    expect(doc.rules.amount?.formula).toBe('总投资 * 0.3');
    const [decision] = doc.rules.decisions;
    expect(decision?.logic).toMatchObject({
      inputs: [{ feel: '总投资' }],
      outputs: [{ otherwise: '总投资 / 2' }],
      rules: [{ when: ['> 设备投资额'], give: ['"投资额"'] }],
    });
    const flow = await parseBpmn(doc.flow);
    expect(flow.ok && flow.value.flows.big?.condition?.source).toBe('总投资 > 1000');
  });

  it('refuses a name that another field has, and changes nothing', async () => {
    const renamed = await renameFieldEverywhere(await sample(), field, '设备投资额', names);
    expect(renamed.ok).toBe(false);
  });

  it('finds every place that uses a field, by name and not by spelling', async () => {
    const doc = await sample();
    const flow = await parseBpmn(doc.flow);
    const usages = usagesOf(doc, { id: 'a', name: '投资额' }, flow.ok ? flow.value : undefined, names);
    expect(usages.map((one) => [one.part, one.kind, one.id])).toEqual([
      ['form', 'visible', 'b'],
      ['rules', 'condition', 'c1'],
      ['rules', 'decision', 'd1'],
      ['rules', 'amount', 'amount'],
      ['flow', 'branch', 'big'],
    ]);
  });
});
