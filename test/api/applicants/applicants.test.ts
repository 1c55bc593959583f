import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeCreditCode, composeIdCard } from '#core/identity';
import { createWorld, type World } from '../harness.js';

describe('applicants at the counter', () => {
  let world: World;
  let window: Awaited<ReturnType<World['as']>>;
  beforeAll(async () => {
    world = await createWorld();
    window = await world.as(world.yungang.accounts.window);
  });
  afterAll(() => world.stop());
  const code = composeCreditCode('330201', 555);
  const firm = {
    kind: 'enterprise',
    name: '云港海洋装备有限公司',
    identityNumber: ` ${code.toLowerCase()} `,
    contactName: '李娜',
    mobile: '+86 139 0000 0002',
  };

  it('are registered without account, identity and mobile shown masked', async () => {
    const response = await window.post('/api/applicants').send(firm);

    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      kind: 'enterprise',
      name: firm.name,
      identityMasked: `${code.slice(0, 4)}${'*'.repeat(12)}${code.slice(-2)}`,
      contactName: '李娜',
      regionCode: '330201',
      hasAccount: false,
      openCases: 0,
      drafts: 0,
      registry: [],
    });
    expect(response.text).not.toContain(code);
    expect(response.text).not.toContain('13900000002');
  });

  it('exist once, however the number is written', async () => {
    const again = await window.post('/api/applicants').send({ ...firm, name: '同一家' });

    expect([again.status, again.body.code]).toEqual([409, 'IDENTITY_TAKEN']);
  });

  it.each([
    [{ identityNumber: '91330201000001009X' }, 'identityNumber'],
    [{ identityNumber: '123' }, 'identityNumber'],
    [{ kind: 'person', identityNumber: code }, 'identityNumber'],
    [{ identityNumber: composeCreditCode('330201', 556), mobile: '12345678901' }, 'mobile'],
  ])('need numbers that can be: %j', async (wrong, path) => {
    const response = await window.post('/api/applicants').send({ ...firm, ...wrong });

    expect([response.status, response.body.code]).toEqual([422, 'IDENTITY_INVALID']);
    expect(response.body.issues).toEqual([expect.objectContaining({ path })]);
  });

  it('are found by the whole number, part of the name, and not by part of the number', async () => {
    const find = async (query: string) =>
      (await window.get('/api/applicants').query({ query })).body.items.map(({ name }: { name: string }) => name);

    expect(await find(code.toLowerCase())).toEqual([firm.name]);
    expect(await find('海洋装备')).toEqual([firm.name]);
    expect(await find(code.slice(0, 10))).toEqual([]);
    expect(await find('.*')).toEqual([]);
    expect((await find('云港')).length).toBe(3);
    expect((await window.get('/api/applicants?query=%E4%BA%91')).body.code).toBe('INVALID_REQUEST');
  });

  it('are found first by the number of their case, as the cases tell', async () => {
    const { deps } = world;
    const { enterprise } = world.yungang.accounts;
    const before = deps.ports.applicantActivity;
    deps.ports.applicantActivity = {
      counts: async () => new Map([[enterprise.applicantId as string, { openCases: 2, drafts: 1 }]]),
      applicantsOfCase: async (_tenantId, number) =>
        number === 'YG-2026-000017' ? [enterprise.applicantId as string] : [],
      handles: async () => false,
    };
    try {
      const { items } = (await window.get('/api/applicants?query=YG-2026-000017')).body;
      expect(items).toMatchObject([{ id: enterprise.applicantId, openCases: 2, drafts: 1, hasAccount: true }]);
    } finally {
      deps.ports.applicantActivity = before;
    }
  });

  it('show the whole number only with a reason, which is audited before it is shown', async () => {
    const { id } = (await window.get('/api/applicants').query({ query: code })).body.items[0];
    const path = `/api/applicants/${id}/identity`;

    expect((await window.post(path).send({ reason: '  ' })).body.code).toBe('INVALID_REQUEST');
    const revealed = await window.post(path).send({ reason: '核对营业执照' });

    expect(revealed.body).toEqual({ identityNumber: code, mobile: '13900000002' });
    const auditor = await world.as(world.yungang.accounts.auditor);
    const { items } = (await auditor.get('/api/audit?action=identity-revealed')).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ actorName: '吴芳', target: id, detail: { reason: '核对营业执照' } });
  });

  it('show it to a reviewer only for who they handle, and to others never', async () => {
    const { enterprise, reviewer, auditor } = world.yungang.accounts;
    const path = `/api/applicants/${enterprise.applicantId}/identity`;
    const reveal = async (account: typeof reviewer) =>
      (await (await world.as(account)).post(path).send({ reason: '核对' })).body.code;

    expect(await reveal(reviewer)).toBe('NOT_FOUND');
    expect(await reveal(auditor)).toBe('FORBIDDEN');
    expect(await reveal(enterprise)).toBe('FORBIDDEN');
  });

  it('see and change themselves, and nobody else', async () => {
    const { enterprise, otherEnterprise } = world.yungang.accounts;
    const own = await world.as(enterprise);

    const changed = await own
      .patch(`/api/applicants/${enterprise.applicantId}`)
      .send({ contactName: '新联系人', mobile: '13700000003' });
    const wrong = await own.patch(`/api/applicants/${enterprise.applicantId}`).send({ mobile: '1' });

    expect(changed.body).toMatchObject({ contactName: '新联系人', hasAccount: true });
    expect(changed.body.mobileMasked).not.toContain('13700000003');
    expect(wrong.body.code).toBe('IDENTITY_INVALID');
    expect((await own.get(`/api/applicants/${enterprise.applicantId}`)).body).toEqual(changed.body);
    expect((await own.get(`/api/applicants/${otherEnterprise.applicantId}`)).status).toBe(404);
    expect((await own.patch(`/api/applicants/${otherEnterprise.applicantId}`).send({ contactName: 'x' })).status).toBe(
      404,
    );
    expect((await own.get('/api/applicants?query=云港')).body.code).toBe('FORBIDDEN');
  });

  it('of another city do not exist here', async () => {
    const { applicantId } = world.linhai.accounts.enterprise;

    expect((await window.get(`/api/applicants/${applicantId}`)).status).toBe(404);
    expect((await window.post(`/api/applicants/${applicantId}/identity`).send({ reason: '核对' })).status).toBe(404);
    expect((await window.patch(`/api/applicants/${applicantId}`).send({ contactName: 'x' })).status).toBe(404);
    const foreignNumber = composeCreditCode('331082', 200);
    expect((await window.get('/api/applicants').query({ query: foreignNumber })).body.items).toEqual([]);
  });

  it('are stored sealed: neither number is in the database in clear', async () => {
    const stored = JSON.stringify(await world.database.collection('applicants').find({}).toArray());

    expect(stored).toContain('v1.t1.');
    expect(stored).not.toContain(code);
    expect(stored).not.toContain('13900000002');
  });
});

describe('registering', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());
  const number = composeIdCard({ district: '330201', birthDate: '1985-02-28', sex: 'male', serial: 7 });
  const person = {
    tenant: 'yungang',
    kind: 'person',
    name: '许立',
    identityNumber: number,
    contactName: '许立',
    mobile: '13600000004',
    login: 'xuli@example',
    password: 'West-river 2026',
  };
  const register = (body: object) => world.visitor.post('/api/auth/register').send(body);

  it('signs in a new applicant who may act for itself', async () => {
    const response = await register(person);

    expect(response.status).toBe(201);
    expect(response.body.me).toMatchObject({
      permissions: ['case.file'],
      applicants: [{ name: '许立', kind: 'person' }],
    });
    expect(response.get('Set-Cookie')?.[0]).toContain('dx_refresh=');
  });

  it('never takes over an applicant that exists: typing a number proves nothing', async () => {
    const again = await register({ ...person, login: 'someone-else' });
    const firm = await register({
      ...person,
      login: 'someone-else',
      kind: 'enterprise',
      identityNumber: composeCreditCode('330201', 100),
    });

    expect([again.body.code, firm.body.code]).toEqual(['IDENTITY_TAKEN', 'IDENTITY_TAKEN']);
    expect(await world.deps.accounts.byLogin(world.yungang.id, 'someone-else')).toBeNull();
  });

  it('of one number twice at once makes one applicant and one account', async () => {
    const identityNumber = composeIdCard({ district: '330201', birthDate: '1986-03-01', sex: 'female', serial: 8 });

    const both = await Promise.all([
      register({ ...person, identityNumber, login: 'racer1' }),
      register({ ...person, identityNumber, login: 'racer2' }),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const accounts = await Promise.all(
      ['racer1', 'racer2'].map((login) => world.deps.accounts.byLogin(world.yungang.id, login)),
    );
    expect(accounts.filter((account) => account !== null)).toHaveLength(1);
  });

  it.each([
    [{ login: 'XULI@example', identityNumber: composeCreditCode('330201', 9), kind: 'enterprise' }, 'LOGIN_TAKEN'],
    [
      { login: 'new1', identityNumber: number.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) },
      'IDENTITY_INVALID',
    ],
    [{ login: 'new1', password: 'weak' }, 'PASSWORD_TOO_WEAK'],
    [{ login: 'new1', mobile: '999' }, 'IDENTITY_INVALID'],
    [{ login: 'new1', tenant: 'platform' }, 'NOT_FOUND'],
    [{ login: 'new1', tenant: 'nowhere' }, 'NOT_FOUND'],
    [{ login: '新用户' }, 'INVALID_REQUEST'],
    [{ login: 'new1', admin: true }, 'INVALID_REQUEST'],
  ])('refuses %j with %s', async (wrong, expected) => {
    expect((await register({ ...person, ...wrong })).body.code).toBe(expected);
    expect(await world.deps.accounts.byLogin(world.yungang.id, 'new1')).toBeNull();
  });
});
