import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { assertClear } from './clear-error.js';
import type { TestAccount, World } from './harness.js';

/** What the tests of the business half do again and again, through HTTP. */
export interface Kit {
  readonly world: World;
  get(who: TestAccount, path: string): Promise<Response>;
  post(who: TestAccount, path: string, body?: object, key?: string): Promise<Response>;
  put(who: TestAccount, path: string, body: object): Promise<Response>;
  /** A policy from a template, published; answers its id. */
  publish(templateId: string, who?: TestAccount): Promise<string>;
  upload(who: TestAccount, name?: string, bytes?: Buffer): Promise<{ fileId: string; name: string; size: number }>;
  /** A draft of the smart factory award, filled in whole. */
  filledDraft(
    policyId: string,
    options?: { who?: TestAccount; applicantId?: string; onBehalf?: object },
  ): Promise<{
    id: string;
    revision: number;
  }>;
  /** Filed by the enterprise; answers the case id. */
  file(policyId: string, options?: { who?: TestAccount; applicantId?: string; onBehalf?: object }): Promise<string>;
  /** The open task of a case, as this person sees it. */
  taskOf(who: TestAccount, caseId: string): Promise<{ id: string; reviewPoints: string[]; [key: string]: unknown }>;
  decide(who: TestAccount, caseId: string, decision: object): Promise<Response>;
  /** Accepts at the window. */
  accept(caseId: string, who?: TestAccount): Promise<void>;
  approve(who: TestAccount, caseId: string, more?: object): Promise<void>;
}

/** The smallest PDF that says it is one. */
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

const asOf = '2026-11-17T16:00:00.000Z';
const fact = (name: string, value: unknown, source = '市场监管登记') => ({ name, value, source, asOf });

/** Facts by which a firm qualifies for the smart factory award. */
export const qualifying = (name: string, category = '省级智能工厂') =>
  [
    fact('企业名称', name),
    fact('法定代表人', '陈志远'),
    fact('注册城市', '云港市'),
    fact('经营状态', '存续'),
    fact('企业规模', '中型', '统计局划型结果'),
    fact('严重失信', false, '市信用平台'),
    fact('近三年重大安全环保事故', false, '市应急管理局'),
    fact('认定类别', category, '市经信局'),
    fact('认定文号', '云经信〔2026〕18号', '市经信局'),
    fact('认定日期', '2026-06-30', '市经信局'),
  ] as never;

export function createKit(world: World): Kit {
  const { accounts } = world.yungang;
  const kit: Kit = {
    world,
    get: async (who, path) => clear(await (await world.as(who)).get(path)),
    post: async (who, path, body = {}, key = randomUUID()) =>
      clear(await (await world.as(who)).post(path).set('Idempotency-Key', key).send(body)),
    put: async (who, path, body) => clear(await (await world.as(who)).put(path).send(body)),

    async publish(templateId, who = accounts.departmentAdmin) {
      const title = `${templateId} ${randomUUID().slice(0, 8)}`;
      const made = ok(await kit.post(who, '/api/designer/policies', { title, templateId }), 201);
      ok(await kit.post(who, `/api/designer/policies/${made.id}/publish`, { revisions: made.revisions }));
      return made.id as string;
    },
    async upload(who, name = '照片.pdf', bytes = pdf) {
      const agent = await world.as(who);
      const answer = await agent
        .post(`/api/files?name=${encodeURIComponent(name)}`)
        .set('Content-Type', 'application/octet-stream')
        .send(bytes);
      return ok(answer, 201);
    },
    async filledDraft(policyId, { who = accounts.enterprise, applicantId, onBehalf } = {}) {
      const owner = applicantId ?? who.applicantId ?? '';
      const applicant = await world.deps.applicants.byId(who.tenantId, owner);
      const { identityNumber } = await world.deps.applicants.reveal(who.tenantId, owner);
      const made = ok(
        await kit.post(who, '/api/drafts', { policyId, applicantId: owner, onBehalf: onBehalf ?? null }),
        201,
      );
      const photo = await kit.upload(who);
      const data = smartFactoryAnswers(applicant?.name ?? '', identityNumber, photo);
      const saved = ok(await kit.put(who, `/api/drafts/${made.id}`, { revision: made.revision, data }));
      return { id: made.id as string, revision: saved.revision as number };
    },
    async file(policyId, options = {}) {
      const draft = await kit.filledDraft(policyId, options);
      const who = options.who ?? accounts.enterprise;
      const filed = ok(await kit.post(who, `/api/drafts/${draft.id}/submit`, { revision: draft.revision }), 201);
      return filed.caseId as string;
    },
    async taskOf(who, caseId) {
      const { task } = ok(await kit.get(who, `/api/cases/${caseId}`));
      if (task === null) throw new Error(`Expected ${who.login} to have a task on ${caseId}, but there is none`);
      return task;
    },
    async decide(who, caseId, decision) {
      const task = await kit.taskOf(who, caseId);
      return kit.post(who, `/api/tasks/${task.id}/decide`, { commandId: randomUUID(), ...decision });
    },
    async accept(caseId, who = accounts.window) {
      await kit.approve(who, caseId);
    },
    async approve(who, caseId, more = {}) {
      const task = await kit.taskOf(who, caseId);
      ok(
        await kit.post(who, `/api/tasks/${task.id}/decide`, {
          commandId: randomUUID(),
          decision: 'approve',
          opinion: '同意',
          reviewPointsChecked: task.reviewPoints.map((_text: string, index: number) => index),
          ...more,
        }),
      );
    },
  };
  return kit;
}

/** Every refusal that a test meets must be one that people can read. */
function clear(answer: Response): Response {
  assertClear(answer);
  return answer;
}

/** The body of an answer that is as expected; otherwise the whole answer as the error. */
// biome-ignore lint/suspicious/noExplicitAny: bodies are JSON; each test looks at what it expects
export function ok(answer: Response, status = 200): any {
  if (answer.status === status) return answer.body;
  throw new Error(`Expected ${status}, but got ${answer.status}: ${JSON.stringify(answer.body)}`);
}

export function smartFactoryAnswers(
  company: string,
  creditCode: string,
  photo: { fileId: string; name: string; size: number },
) {
  return {
    company,
    creditCode,
    legalPerson: '陈志远',
    contact: '林雪',
    mobile: '13800000002',
    category: '省级智能工厂',
    documentNumber: '云经信〔2026〕18号',
    recognisedOn: '2026-06-30',
    siteName: '一号车间',
    investment: 80_000_000,
    overview:
      '车间建成二十条自动化产线，覆盖下料、加工、装配与检测，关键设备联网率达到百分之九十五，产品不良率下降一半以上，能耗下降两成，达到省级智能工厂标准。',
    equipment: [{ id: 'r1', equipmentName: '五轴加工中心', equipmentCount: 4, equipmentCost: 32_000_000 }],
    photos: [{ fileId: photo.fileId, name: photo.name, size: photo.size }],
    payee: company,
    bank: '中国工商银行云港支行',
    branchCode: '102331000012',
    accountNumber: '1202020209900012345',
    promise: true,
  };
}
