import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chinaCalendar, workingClock } from '#core/calendar';
import { type FeelValue, yuanFromFen } from '#core/feel';
import { execute, type FlowContext, type ProcessDefinition, type ProcessState, parseBpmn } from '#core/flow';
import { compileForm, type FormSchema, parseForm, type RegistryFact, validateSubmission } from '#core/form';
import { parseCompanyAccount, parseCreditCode, parseMobile } from '#core/identity';
import {
  assessPolicy,
  checkPolicy,
  compileRules,
  type PolicyDraft,
  parseElements,
  parseMaterials,
  parseRules,
  policyProblemText,
  policyVariables,
  type RegistryVariable,
  requestedAmountName,
  variableDescriptions,
  variableNames,
} from '#core/policy';

interface SampleCase {
  readonly id: string;
  readonly title: string;
  readonly applicant: { readonly identityNumber: string };
  readonly facts: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly expected: {
    readonly verdict: string;
    readonly notMet?: readonly string[];
    readonly toReview: readonly string[];
    readonly amountFen: number | null;
    readonly path: readonly string[] | null;
  };
}

const folder = new URL('../../templates/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const json = (path: string): unknown => JSON.parse(text(path));
const registry = json('registry.json') as readonly RegistryVariable[];
const now = '2026-11-23T02:00:00Z';
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
  .map((entry) => entry.name);

const draftOf = (id: string): PolicyDraft => ({
  elements: json(`${id}/elements.json`) as PolicyDraft['elements'],
  form: json(`${id}/form.json`) as FormSchema,
  rules: json(`${id}/rules.json`) as PolicyDraft['rules'],
  flow: text(`${id}/flow.bpmn`),
  materials: json(`${id}/materials.json`) as PolicyDraft['materials'],
});

function formOf(id: string) {
  const parsed = parseForm(json(`${id}/form.json`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return compileForm(parsed.value);
}

const factsOf = (facts: SampleCase['facts']): Record<string, RegistryFact> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const source = registry.find((variable) => variable.name === name)?.source;
      if (source === undefined) throw new Error(`${name} is not in the registry`);
      return [name, { value, source, asOf: '2026-11-20' }];
    }),
  );

it('ships one template for each class of project', () => {
  const classes = ids.map((id) => draftOf(id).elements.projectClass);
  expect(classes.sort()).toEqual(['data-check', 'qualification', 'selection']);
});

describe.each(ids)('%s', (id) => {
  it('has parts of the right shape', () => {
    for (const parsed of [
      parseElements(json(`${id}/elements.json`)),
      parseRules(json(`${id}/rules.json`)),
      parseMaterials(json(`${id}/materials.json`)),
      parseForm(json(`${id}/form.json`)),
    ]) {
      expect(parsed.ok ? [] : parsed.error).toEqual([]);
    }
    expect(json(`${id}/manifest.json`)).toMatchObject({ id, title: draftOf(id).elements.title });
  });

  it('can be published as it is', async () => {
    const problems = await checkPolicy(draftOf(id), { now, registry });
    expect(problems.filter(({ severity }) => severity === 'error').map((p) => policyProblemText(p, 'zh-CN'))).toEqual(
      [],
    );
  });

  it('is there in English too: title, summary, conditions, materials', () => {
    const { elements, rules, materials } = draftOf(id);
    const paths = [
      'title',
      'summary',
      ...rules.conditions.map((condition) => `conditions.${condition.id}.title`),
      ...materials.map((material) => `materials.${material.id}.title`),
    ];
    for (const path of paths)
      expect([path, elements.translations?.['en-US'][path]]).toEqual([path, expect.any(String)]);
  });

  const cases = json(`${id}/cases.json`) as readonly SampleCase[];
  it.each(cases)('$id comes to what it must', async ({ applicant, facts: given, data, expected }) => {
    // given an applicant, what government knows of it, and what it fills in
    expect(parseCreditCode(applicant.identityNumber).ok).toBe(true);
    const form = formOf(id);
    const facts = factsOf(given);
    const filed = validateSubmission(form, data ?? {}, { now, registry: facts });
    if (data !== null) expect(filed.issues).toEqual([]);
    const known = data === null ? {} : { form, data: filed.data };
    // when it is assessed
    const variables = policyVariables({ registry, facts, ...known });
    const describeVariable = variableDescriptions({ registry, facts, form });
    const rules = compileRules(draftOf(id).rules, variableNames(registry, form));
    const { assessment, amount } = assessPolicy(rules, { variables, now, describe: describeVariable });
    // then verdict, reasons and amount are those of the sample
    expect(assessment.verdict).toBe(expected.verdict);
    const notMet = assessment.conditions
      .filter(({ outcome }) => outcome === 'not-met')
      .map((condition) => condition.id);
    expect(notMet).toEqual(expected.notMet ?? []);
    expect(assessment.toReview).toEqual(expected.toReview);
    expect(amount?.amountFen).toBe(expected.amountFen);
    if (expected.path !== null) {
      expect(await walk(id, variables, expected.amountFen ?? 0)).toEqual(expected.path);
    }
  });
});

describe('the demo enterprises', () => {
  interface Enterprise {
    readonly name: string;
    readonly identityNumber: string;
    readonly mobile: string;
    readonly accountNumber: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }
  const enterprises = json('demo/enterprises.json') as readonly Enterprise[];

  it('have valid numbers, each its own, and facts of the right type', () => {
    expect(new Set(enterprises.map(({ identityNumber }) => identityNumber)).size).toBe(enterprises.length);
    expect(new Set(enterprises.map(({ name }) => name)).size).toBe(enterprises.length);
    for (const { identityNumber, mobile, accountNumber, facts: given } of enterprises) {
      expect(parseCreditCode(identityNumber)).toEqual({
        ok: true,
        value: expect.objectContaining({ number: identityNumber }),
      });
      expect([parseMobile(mobile).ok, parseCompanyAccount(accountNumber).ok]).toEqual([true, true]);
      const variables = policyVariables({ registry, facts: factsOf(given) });
      for (const name of Object.keys(given)) expect([name, variables[name]]).not.toEqual([name, null]);
    }
  });

  it.each(ids)('%s fits some of them and not others', (id) => {
    const rules = compileRules(draftOf(id).rules, variableNames(registry, formOf(id)));
    const verdicts = enterprises.map(({ facts: given }) => {
      const facts = factsOf(given);
      const variables = policyVariables({ registry, facts });
      return assessPolicy(rules, { variables, now, describe: variableDescriptions({ registry, facts }) }).assessment
        .verdict;
    });
    expect(verdicts.filter((verdict) => verdict !== 'not-eligible').length).toBeGreaterThanOrEqual(4);
    expect(verdicts.filter((verdict) => verdict === 'not-eligible').length).toBeGreaterThanOrEqual(4);
  });
});

/** Files a case and has every step approved by another person each; the user tasks in the order in which they came up. */
async function walk(id: string, variables: Readonly<Record<string, FeelValue>>, amountFen: number) {
  const parsed = await parseBpmn(text(`${id}/flow.bpmn`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const definition: ProcessDefinition = parsed.value;
  let serial = 0;
  const context = (accountId: string): FlowContext => ({
    now,
    variables: { ...variables, [requestedAmountName]: yuanFromFen(amountFen) },
    calendar: workingClock(chinaCalendar),
    actor: { accountId },
    newId: () => `id-${++serial}`,
  });
  const path: string[] = [];
  let state: ProcessState | null = null;
  const run = (command: Parameters<typeof execute>[2], accountId: string) => {
    const result = execute(definition, state, command, context(accountId));
    if (!result.ok) throw new Error(JSON.stringify({ command: command.type, ...result.error }));
    for (const event of result.value.events) if (event.type === 'TaskCreated') path.push(event.elementId);
    state = result.value.state;
    return result.value.state;
  };
  let current = run({ type: 'StartProcess', commandId: 'start' }, 'applicant');
  for (let step = 0; current.status === 'running' && step < 20; step += 1) {
    const task = Object.values(current.tasks)[0];
    const element = task === undefined ? undefined : definition.elements[task.elementId];
    if (task === undefined || element?.type !== 'userTask') throw new Error(`stuck: ${JSON.stringify(current)}`);
    const who = `officer-${step}`;
    run({ type: 'ClaimTask', commandId: `claim-${step}`, taskId: task.id }, who);
    current =
      element.step.kind === 'payout'
        ? run(
            {
              type: 'RecordPayment',
              commandId: `pay-${step}`,
              taskId: task.id,
              outcome: 'paid',
              voucherNumber: 'PZ-1',
            },
            who,
          )
        : run(
            {
              type: 'CompleteTask',
              commandId: `done-${step}`,
              taskId: task.id,
              decision: 'approve',
              opinion: '同意',
              output: {
                ...(element.step.grantsAmount ? { grantedAmountFen: amountFen } : {}),
                reviewPoints: element.step.reviewPoints.map((point) => point.id),
              },
            },
            who,
          );
  }
  expect(current.outcome).toBe('completed');
  return path;
}
