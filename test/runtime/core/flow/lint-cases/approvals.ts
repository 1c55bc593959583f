import { flows } from '../driver.js';
import { around, ends, gateway, type LintCase, line, step } from './shapes.js';

export const approvalsCases: readonly LintCase[] = [
  // Approvals
  { rule: 'assignee-missing', at: 'a', bad: line, good: around(step('a'), 'a') },
  { rule: 'limit-missing', at: 'a', bad: line, good: around(step('a'), 'a') },
  { rule: 'name-missing', at: 'a', bad: line, good: around(step('a'), 'a') },
  {
    rule: 'acceptance-missing',
    at: 'p',
    bad: around(step('a', 'kind="review"'), 'a'),
    good: `${ends}${step('b', 'kind="acceptance"')}${step('a', 'kind="review"')}${flows('s>b', 'b>a', 'a>e')}`,
  },
  {
    rule: 'acceptor-may-approve',
    at: 'a',
    bad: around(step('a', 'kind="review" separateFrom="none"'), 'a'),
    good: around(step('a', 'kind="review"'), 'a'),
  },
  {
    rule: 'separation-step-unknown',
    at: 'a',
    bad: around(step('a', 'separateFrom="step:zz"'), 'a'),
    good: `${ends}${step('b')}${step('a', 'separateFrom="step:b"')}${flows('s>b', 'b>a', 'a>e')}`,
  },
  {
    rule: 'step-cannot-finish',
    at: 'a',
    bad: around(step('a', 'actions="refuse"'), 'a'),
    good: around(step('a', 'actions="refuse approve"'), 'a'),
  },
  {
    rule: 'payout-without-payment',
    at: 'a',
    bad: around(step('a', 'kind="payout" actions="approve"'), 'a'),
    good: around(step('a', 'kind="payout"'), 'a'),
  },
  {
    rule: 'return-target-missing',
    at: 'a',
    bad: around(step('a', 'actions="approve return-to-step"'), 'a'),
    good: `${ends}${step('b')}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${flows('s>b', 'b>a', 'a>e')}`,
  },
  {
    rule: 'return-target-invalid',
    at: 'a',
    bad: around(step('a', 'actions="approve return-to-step" returnTargets="s"'), 'a'),
    good: `${ends}${step('b')}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${flows('s>b', 'b>a', 'a>e')}`,
  },
  {
    rule: 'return-target-not-earlier',
    at: 'a',
    bad: `${ends}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${step('b')}${flows('s>a', 'a>b', 'b>e')}`,
    good: `${ends}${step('b')}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${flows('s>b', 'b>a', 'a>e')}`,
  },
  {
    rule: 'amount-not-granted',
    at: 'g_a',
    bad: `${ends}${step('a')}${gateway('exclusive', 'g')}${flows('s>g', 'g>a?核定金额 > 1', 'g>e', 'a>e')}`,
    good: `${ends}${step('b', 'grantsAmount="true"')}${step('a')}${gateway('exclusive', 'g')}${flows('s>b', 'b>g', 'g>a?核定金额 > 1', 'g>e', 'a>e')}`,
  },
];
