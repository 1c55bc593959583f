import type { PolicyPartName, PolicyProblem } from './types.js';

/** Publishing refuses it. */
export const policyError = (
  part: PolicyPartName,
  place: string,
  code: PolicyProblem['code'],
  params: PolicyProblem['params'] = {},
): PolicyProblem => ({ part, place, code, params, severity: 'error' });

/** Publishing points it out. */
export const policyWarning = (...given: Parameters<typeof policyError>): PolicyProblem => ({
  ...policyError(...given),
  severity: 'warning',
});
