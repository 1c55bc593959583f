import { checkDecisions } from '#core/dmn';
import { checkExpression, type FeelType } from '#core/feel';
import { areSoundInstalments } from './instalments.js';
import { policyError as error, policyWarning as warning } from './problems.js';
import type { AmountRule, Condition, PolicyDraft, PolicyProblem } from './types.js';

type Types = Readonly<Record<string, FeelType>>;

/** Decisions, conditions and amount against the types of the form's and the registry's variables. */
export function checkRules({ rules, elements }: PolicyDraft, variables: Types): readonly PolicyProblem[] {
  const decided = checkDecisions(rules.decisions, variables);
  const types = { ...variables, ...decided.types };
  const problems: PolicyProblem[] = decided.problems.map(({ decision, problem }) => ({
    ...error('rules', decision.id, 'DECISION_INVALID', { title: decision.name }),
    severity: problem.severity,
    cause: { kind: 'decision', problem },
  }));
  if (!rules.conditions.some(({ kind }) => kind !== 'informational')) problems.push(error('rules', '', 'NO_CONDITION'));
  const seen = new Set<string>();
  for (const { id } of [...rules.decisions, ...rules.conditions]) {
    if (seen.has(id)) problems.push(error('rules', id, 'ID_TAKEN', { id }));
    seen.add(id);
  }
  for (const condition of rules.conditions) problems.push(...checkCondition(condition, types));
  if (rules.amount === null) {
    if (elements.maxAmountText.trim() !== '') problems.push(warning('rules', 'amount', 'AMOUNT_MISSING'));
    return problems;
  }
  problems.push(...checkAmount(rules.amount, types));
  if (elements.maxAmountText.trim() === '') problems.push(error('elements', 'maxAmountText', 'TEXT_MISSING'));
  return problems;
}

function checkCondition({ id, title, clause, feel }: Condition, types: Types): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (title.trim() === '') problems.push(error('rules', id, 'TEXT_MISSING'));
  if (clause.trim() === '') problems.push(warning('rules', id, 'CLAUSE_MISSING', { title }));
  for (const problem of checkExpression(feel, types, { kind: 'boolean' }).problems) {
    problems.push({ ...error('rules', id, 'CONDITION_INVALID', { title }), cause: { kind: 'feel', problem } });
  }
  return problems;
}

function checkAmount(amount: AmountRule, types: Types): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const { formula, capFen, floorFen, instalments, group, yearlyCap } = amount;
  for (const problem of checkExpression(formula, types, { kind: 'number' }).problems) {
    problems.push({ ...error('rules', 'amount', 'FORMULA_INVALID'), cause: { kind: 'feel', problem } });
  }
  if (capFen !== undefined && floorFen !== undefined && capFen < floorFen) {
    problems.push(error('rules', 'amount', 'AMOUNT_INVALID'));
  }
  if (instalments !== undefined && !areSoundInstalments(instalments)) {
    problems.push(error('rules', 'amount', 'INSTALMENTS_INVALID'));
  }
  const isNameless = group?.key.trim() === '' || yearlyCap?.key?.trim() === '';
  if (isNameless) problems.push(error('rules', 'amount', 'TEXT_MISSING'));
  return problems;
}
