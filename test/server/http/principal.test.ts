import { describe, expect, it } from 'vitest';
import { type HeldAppointment, makePrincipal, type PrincipalFacts } from '#server/http/principal';

const facts: PrincipalFacts = {
  tenantId: 't',
  tenantSlug: 'yungang',
  tenantName: '云港市',
  accountId: 'a',
  sessionId: 's',
  login: 'jxj',
  name: '林若溪',
  mustChangePassword: false,
  appointments: [],
  applicantIds: [],
};
const held = (role: HeldAppointment['role'], unitPath: string, subtree: boolean): HeldAppointment => ({
  id: `${role} ${unitPath}`,
  role,
  unitId: unitPath,
  unitPath,
  unitName: unitPath,
  subtree,
  until: null,
});

describe('rights by unit and subtree (D1)', () => {
  it('hold in the unit and below it, when the appointment says so', () => {
    const principal = makePrincipal({ ...facts, appointments: [held('department-admin', '/city/jxj/', true)] });

    expect(principal.can('policy.design')).toBe(true);
    expect(principal.can('policy.design', '/city/jxj/')).toBe(true);
    expect(principal.can('policy.design', '/city/jxj/office/')).toBe(true);
    expect(principal.can('policy.design', '/city/')).toBe(false);
    expect(principal.can('policy.design', '/city/jxj-2/')).toBe(false);
    expect(principal.can('account.manage')).toBe(false);
  });

  it('hold in the unit alone otherwise', () => {
    const principal = makePrincipal({ ...facts, appointments: [held('reviewer', '/city/jxj/', false)] });

    expect(principal.can('task.decide', '/city/jxj/')).toBe(true);
    expect(principal.can('task.decide', '/city/jxj/office/')).toBe(false);
  });

  it('of several appointments add up, each in its own place', () => {
    const principal = makePrincipal({
      ...facts,
      appointments: [held('reviewer', '/city/jxj/', false), held('supervisor', '/city/linjiang/', true)],
    });

    expect(principal.can('case.supervise', '/city/linjiang/town/')).toBe(true);
    expect(principal.can('case.supervise', '/city/jxj/')).toBe(false);
    expect(principal.reachOf('case.supervise').map(({ unitPath }) => unitPath)).toEqual(['/city/linjiang/']);
  });

  it('let an account file for its own applicants only', () => {
    const principal = makePrincipal({ ...facts, applicantIds: ['p1'] });

    expect(principal.can('case.file')).toBe(true);
    expect(principal.actsFor('p1')).toBe(true);
    expect(principal.actsFor('p2')).toBe(false);
    expect(principal.can('case.file', '/city/')).toBe(false);
  });
});
