import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Permission, type Role, type Route, rolePermissions, routes } from '#core/contract';
import { createKit, type Kit, ok, qualifying } from '../business-kit.js';
import { assertClear } from '../clear-error.js';
import { type City, createWorld, password, type TestAccount, type World } from '../harness.js';
import { csvOf, firm, snapshotKit } from '../screening/snapshot-kit.js';

/*
 * Every route of the contract that names something by id is called with ids that exist, by people who must not know that they
 * do: everyone of another city, and people of the same city whose unit or business it is not (D1). A route that is added to
 * the contract comes in by itself; if it takes a body, it is missing from `bodies` and the test says so.
 */

let world: World;
let kit: Kit;

/** A person with the roles that they hold in their city. */
interface Stranger {
  readonly account: TestAccount;
  readonly roles: readonly Role[];
}

/** Ids of things, by the name that paths give them. */
type Ids = Readonly<Record<string, string>>;

const all = Object.values(routes) as unknown as Route[];
const idNames = [
  'unitId',
  'accountId',
  'appointmentId',
  'applicantId',
  'policyId',
  'draftId',
  'fileId',
  'caseId',
  'taskId',
  'code',
  'importId',
  'screeningId',
];
const namesOf = (route: Route) => [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
const routesWithIds = all.filter((route) => namesOf(route).some((name) => idNames.includes(name)));

const commandId = () => randomUUID();
const one = { elements: 1, form: 1, rules: 1, flow: 1, materials: 1 };
/** A body that each route accepts, so that what is refused is refused for the id. */
const bodies: Readonly<Record<string, () => object>> = {
  updateUnit: () => ({ name: '改名' }),
  updateAccount: () => ({ name: '改名' }),
  updateApplicant: () => ({ contactName: '改名' }),
  revealIdentity: () => ({ reason: '核对' }),
  savePart: () => ({ part: 'elements', revision: 1, content: {} }),
  publishPolicy: () => ({ revisions: one }),
  takePolicyOffline: () => ({ reason: '停办' }),
  saveDraft: () => ({ revision: 2, data: {} }),
  carryDraftOver: () => ({ revision: 2 }),
  submitDraft: () => ({ revision: 2 }),
  withdrawCase: () => ({ commandId: commandId(), reason: '不办了' }),
  resubmitCase: () => ({ commandId: commandId(), data: {} }),
  revealAnswers: () => ({ reason: '核对' }),
  confirmAccount: () => ({ commandId: commandId(), data: {} }),
  giveUpAward: () => ({ commandId: commandId(), reason: '' }),
  startEnterpriseImport: () => ({
    columns: [
      {
        index: 0,
        variable: { name: '企业名称', label: '企业名称', type: 'string', source: '', audience: 'enterprise' },
      },
    ],
    asOf: '2026-11-01',
    source: '市大数据局',
  }),
  cancelEnterpriseImport: () => ({}),
  cancelScreening: () => ({}),
  excludeFirms: () => ({ rowIds: ['row'], reason: '不符' }),
  confirmScreening: () => ({ firms: 1, sumFen: 1 }),
  claimTask: () => ({ commandId: commandId() }),
  releaseTask: () => ({ commandId: commandId() }),
  retryIncident: () => ({ commandId: commandId(), reason: '已处理' }),
  moveOnIncident: () => ({ commandId: commandId(), reason: '已处理' }),
  tryMigration: () => ({ fromVersion: 1, toVersion: 1, elements: {} }),
  startMigration: () => ({ commandId: commandId(), fromVersion: 1, toVersion: 1, elements: {}, reason: '换新版' }),
  actOnTask: () => ({ commandId: commandId(), act: 'recuse', reason: '回避' }),
  takeBackDecision: () => ({ commandId: commandId(), elementId: 'Accept', reason: '填错' }),
  urgeCase: () => ({ commandId: commandId(), text: '请尽快' }),
  handOver: () => ({ commandId: commandId(), to: 'nobody', reason: '调离' }),
  decideTask: () => ({ commandId: commandId(), decision: 'refuse-acceptance', opinion: '不受理' }),
};

async function call(route: Route, who: TestAccount, slug: string, ids: Ids): Promise<Response> {
  const fixed: Ids = { slug, part: 'elements', version: '1', toVersion: '1' };
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => ids[name] ?? fixed[name] ?? `no-${name}`);
  const request = (await world.as(who))[route.method](path).set('Idempotency-Key', randomUUID());
  if (route.body === undefined) return request;
  const body = bodies[route.id];
  if (body === undefined) throw new Error(`Expected a body for ${route.id} in this test, but there is none`);
  return request.send(body());
}

const permits = (route: Route, roles: readonly Role[]): boolean =>
  typeof route.access === 'string' ||
  route.access.some((permission: Permission) => roles.some((role) => rolePermissions[role].includes(permission)));

/** NOT_FOUND for who might have called the route about something else, FORBIDDEN for who may not call it at all. */
async function expectUnknown(route: Route, { account, roles }: Stranger, slug: string, ids: Ids): Promise<void> {
  const answer = await call(route, account, slug, ids);
  const where = `${route.id} by ${account.slug}/${account.login}`;
  expect([where, answer.status, answer.body.code]).toEqual(
    permits(route, roles) ? [where, 404, 'NOT_FOUND'] : [where, 403, 'FORBIDDEN'],
  );
  assertClear(answer);
}

/** Something of each kind in a city, with its case at acceptance. */
async function thingsOf(city: City): Promise<Ids & { readonly filed: string; readonly fresh: string }> {
  const { enterprise, departmentAdmin, window, reviewer } = city.accounts;
  const { tenantId, applicantId } = enterprise;
  await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(enterprise.name));
  const policyId = await kit.publish('smart-factory-award', departmentAdmin);
  const caseId = await kit.file(policyId, { who: enterprise });
  const { id: draftId } = await kit.filledDraft(policyId, { who: enterprise });
  const photos = ok(await kit.get(enterprise, `/api/drafts/${draftId}`)).data.photos;
  const task = await kit.taskOf(window, caseId);
  const receipt = ok(await kit.get(enterprise, `/api/cases/${caseId}/receipt`));
  const appointments = await world.deps.appointments.heldAs(tenantId, ['reviewer']);
  const { importId, screeningId } = await screeningOf(policyId, departmentAdmin);
  const fresh = ok(await kit.post(departmentAdmin, '/api/designer/policies', { title: '草稿' }), 201);
  return {
    unitId: city.units.industry,
    accountId: reviewer.id,
    appointmentId: appointments[0]?.id ?? '',
    applicantId: applicantId ?? '',
    policyId,
    draftId,
    fileId: photos[0].fileId,
    caseId,
    taskId: task.id,
    code: receipt.progressUrl.split('/').at(-1),
    importId,
    screeningId,
    filed: caseId,
    fresh: fresh.id,
  };
}

/** A snapshot of one firm and a screening of it. */
async function screeningOf(policyId: string, who: TestAccount) {
  const { importAll, screen } = snapshotKit(kit);
  const imported = await importAll(who, csvOf([firm(1)]));
  const screening = await screen(who, { purpose: 'screening', policyId });
  return { importId: imported.id as string, screeningId: screening.id as string };
}

const rolesByName: Readonly<Record<keyof City['accounts'], readonly Role[]>> = {
  admin: ['tenant-admin'],
  departmentAdmin: ['department-admin'],
  reviewer: ['reviewer'],
  secondReviewer: ['reviewer'],
  finance: ['finance'],
  window: ['window'],
  secondWindow: ['window'],
  supervisor: ['supervisor'],
  auditor: ['auditor'],
  enterprise: ['applicant'],
  otherEnterprise: ['applicant'],
  person: ['applicant'],
};

/** Everything a city has, but what is written by being looked at. */
async function contentOf(tenantId: string): Promise<string> {
  const { db } = world.database;
  const collections = (await db?.listCollections().toArray()) ?? [];
  const names = collections.map(({ name }) => name).filter((name) => !['sessions', 'audit'].includes(name));
  const contents = await Promise.all(
    names.sort().map(async (name) => [name, await db?.collection(name).find({ tenantId }).sort({ _id: 1 }).toArray()]),
  );
  return JSON.stringify(contents, null, 1);
}

beforeAll(async () => {
  const made = await createWorld();
  // Time stands still here, so that one sign-in each is enough for some thousand calls.
  const signedIn = new Map<string, ReturnType<World['as']>>();
  const as: World['as'] = (account) => {
    const known = signedIn.get(account.id) ?? made.as(account);
    signedIn.set(account.id, known);
    return known;
  };
  world = { ...made, as };
  kit = createKit(world);
});
afterAll(() => world?.stop());

describe('Ids of another city', () => {
  let foreign: Awaited<ReturnType<typeof thingsOf>>;
  let strangers: Stranger[];
  beforeAll(async () => {
    foreign = await thingsOf(world.linhai);
    const own = Object.entries(world.yungang.accounts) as [keyof City['accounts'], TestAccount][];
    strangers = own.map(([name, account]) => ({ account, roles: rolesByName[name] }));
    strangers.push({ account: world.platformAdmin, roles: ['platform-admin'] });
  });

  it('are those of things that exist: their own people find them', async () => {
    const { enterprise, departmentAdmin, window } = world.linhai.accounts;
    ok(await kit.get(departmentAdmin, `/api/designer/policies/${foreign.policyId}`));
    ok(await kit.get(enterprise, `/api/drafts/${foreign.draftId}`));
    ok(await kit.get(window, `/api/cases/${foreign.caseId}`));
    ok(await kit.post(enterprise, `/api/files/${foreign.fileId}/address`));
    ok(await kit.get(enterprise, `/api/applicants/${foreign.applicantId}`));
    ok(await world.visitor.get(`/api/tenants/linhai/progress/${foreign.code}`));
    ok(await world.visitor.get(`/api/tenants/linhai/policies/${foreign.policyId}`));
  });

  it('are unknown on every route to everyone here, and nothing there changes', { timeout: 120_000 }, async () => {
    const before = await contentOf(world.linhai.id);
    expect(routesWithIds.length).toBeGreaterThanOrEqual(30);
    for (const route of routesWithIds) {
      for (const stranger of strangers) await expectUnknown(route, stranger, stranger.account.slug, foreign);
    }
    expect(await contentOf(world.linhai.id)).toBe(before);
  });

  it('are unknown in bodies and filters too', async () => {
    const { enterprise, window, admin, departmentAdmin, supervisor } = world.yungang.accounts;
    const mine = await thingsOf(world.yungang);
    const refused = async (answer: Promise<Response>) => {
      const { status, body } = await answer;
      return [status, body.code];
    };
    const onBehalf = {
      relation: 'agent',
      agentName: '代办人',
      agentIdentityNumber: '11010119900307889X',
      agentMobile: '13800000009',
      mandateFileId: foreign.fileId,
      consent: true,
    };
    const { policyId, applicantId } = mine;
    const drafts = '/api/drafts';
    expect(await refused(kit.post(enterprise, drafts, { policyId: foreign.policyId, applicantId }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    for (const who of [enterprise, window]) {
      const body = { policyId, applicantId: foreign.applicantId, onBehalf: who === window ? onBehalf : null };
      expect(await refused(kit.post(who, drafts, body))).toEqual([404, 'NOT_FOUND']);
    }
    const withFile = { policyId, applicantId, onBehalf: { ...onBehalf, agentIdentityNumber: '11010119900307109X' } };
    expect((await refused(kit.post(window, drafts, withFile)))[0]).toBe(422);
    const draft = ok(await kit.get(enterprise, `${drafts}/${mine.draftId}`));
    const photos = [{ fileId: foreign.fileId, name: 'a.pdf', size: 1 }];
    const stolen = { revision: draft.revision, data: { ...draft.data, photos } };
    expect(await refused(kit.put(enterprise, `${drafts}/${mine.draftId}`, stolen))).toEqual([422, 'FILE_UNKNOWN']);
    const unit = { parentId: foreign.unitId, code: 'x1', name: '新单位', kind: 'department' };
    expect(await refused(kit.post(admin, '/api/units', unit))).toEqual([404, 'NOT_FOUND']);
    const seat = { role: 'reviewer', subtree: true, from: '2026-01-01', until: null };
    for (const ids of [
      { accountId: foreign.accountId, unitId: mine.unitId },
      { accountId: mine.accountId, unitId: foreign.unitId },
    ]) {
      expect(await refused(kit.post(admin, '/api/appointments', { ...seat, ...ids }))).toEqual([404, 'NOT_FOUND']);
    }
    const policy = { title: '新政策', unitId: foreign.unitId };
    expect(await refused(kit.post(departmentAdmin, '/api/designer/policies', policy))).toEqual([404, 'NOT_FOUND']);
    const { applicantId: theirs } = foreign;
    for (const path of [`${drafts}?applicantId=${theirs}`, `/api/cases?view=applicant&applicantId=${theirs}`]) {
      expect(await refused(kit.get(enterprise, path)), path).toEqual([404, 'NOT_FOUND']);
    }
    const guide = `/api/tenants/yungang/policies?applicantId=${theirs}`;
    expect(await refused(kit.get(enterprise, guide))).toEqual([404, 'NOT_FOUND']);
    // A filter of a list says nothing about what it does not find.
    for (const [who, path] of [
      [supervisor, `/api/cases?view=unit&policyId=${foreign.policyId}`],
      [window, `/api/tasks?policyId=${foreign.policyId}`],
    ] as const) {
      expect(ok(await kit.get(who, path)).items, path).toEqual([]);
    }
  });
});

describe('Ids of another unit of the same city', () => {
  /** What whoever lives in the city may see of it, whatever their unit. */
  const open: Readonly<Record<string, string>> = {
    getGuide: 'the catalogue is public',
    getPolicyVersion: 'published versions are public',
    getProgress: 'its code is the key',
  };
  /** What a whole-city role does; the stranger is then no stranger. */
  const others: Readonly<Record<string, readonly string[]>> = {
    // Any window may look up and amend any applicant of the city who stands before it (R37); full views are audited.
    window: ['getApplicant', 'listAwards', 'updateApplicant', 'revealIdentity'],
    'tenant-admin': [
      'updateUnit',
      'updateAccount',
      'resetPassword',
      'endAppointment',
      'handOver',
      'getEnterpriseImport',
      'startEnterpriseImport',
      'cancelEnterpriseImport',
    ],
    // The enterprise snapshot is the city's; whoever administers a department of it may bring a new one in.
    'department-admin': ['getEnterpriseImport', 'startEnterpriseImport', 'cancelEnterpriseImport'],
  };
  let things: Awaited<ReturnType<typeof thingsOf>>;
  let strangers: Stranger[];

  beforeAll(async () => {
    const { yungang, deps } = world;
    things = await thingsOf(yungang);
    const inDistrict = async (
      login: string,
      role: Exclude<Role, 'applicant' | 'platform-admin'>,
    ): Promise<Stranger> => {
      const account = await deps.accounts.create(yungang.id, {
        login,
        name: login,
        kind: 'staff',
        password,
        mustChangePassword: false,
      });
      await deps.appointments.create(yungang.id, {
        accountId: account.id,
        unitId: yungang.units.district,
        role,
        subtree: true,
        from: '2026-01-01',
        until: null,
      });
      const { id: tenantId, slug } = yungang;
      return { account: { id: account.id, tenantId, slug, login, name: login, applicantId: null }, roles: [role] };
    };
    const { admin, finance, otherEnterprise, person } = yungang.accounts;
    strangers = [
      await inDistrict('qu-jxj', 'department-admin'),
      await inDistrict('qu-shenhe', 'reviewer'),
      await inDistrict('qu-caizheng', 'finance'),
      await inDistrict('qu-chuangkou', 'window'),
      await inDistrict('qu-ducha', 'supervisor'),
      await inDistrict('qu-shenji', 'auditor'),
      { account: admin, roles: ['tenant-admin'] },
      { account: finance, roles: ['finance'] },
      { account: otherEnterprise, roles: ['applicant'] },
      { account: person, roles: ['applicant'] },
    ];
  });

  it('are unknown on every route to whose business they are not, and nothing changes', {
    timeout: 120_000,
  }, async () => {
    const before = await contentOf(world.yungang.id);
    let calls = 0;
    for (const route of routesWithIds.filter(({ id }) => open[id] === undefined)) {
      for (const stranger of strangers) {
        if (stranger.roles.some((role) => others[role]?.includes(route.id))) continue;
        await expectUnknown(route, stranger, 'yungang', things);
        calls += 1;
      }
    }
    expect(calls).toBeGreaterThan(200);
    expect(await contentOf(world.yungang.id)).toBe(before);
  });

  it('are unknown on a draft policy that nobody has seen yet', async () => {
    for (const stranger of strangers) {
      for (const id of ['getGuide', 'getPolicyVersion']) {
        const route = all.find((candidate) => candidate.id === id) as Route;
        await expectUnknown(route, stranger, 'yungang', { ...things, policyId: things.fresh });
      }
    }
  });
});
