import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import type * as app from '../../../server/app.js';
import type * as businessModule from '../../../server/business.js';
import type { CaseDocument } from '../../../server/cases/case-document.js';
import type * as runCommandModule from '../../../server/cases/run-command.js';
import type * as configModule from '../../../server/config/config.js';
import type * as connectModule from '../../../server/database/connect.js';
import type * as storeModule from '../../../server/database/embedded/index.js';
import type * as prepareModule from '../../../server/database/prepare.js';
import { act, compiled, startCommand } from './duixian.js';
import { duixianDialect, line } from './models.js';

/* What the durable measurement needs of the compiled server: a city, a published version with ten steps, cases of it. */

const load = <T>(path: string): Promise<T> => import(pathToFileURL(join(process.cwd(), 'dist/server', path)).href);

export const loadStore = () => load<typeof storeModule>('database/embedded/index.js');

export interface DurableCity {
  readonly database: Awaited<ReturnType<typeof connectModule.connectDatabase>>;
  /** A case at its first step. */
  file(): Promise<string>;
  /** Claims and approves the open step through the repository: reads, decides, writes, and relays the projections. */
  complete(caseId: string): Promise<CaseDocument['status']>;
  close(): Promise<void>;
}

const now = () => new Date();
const tenantId = 'bench';
const policyId = 'p-bench';

export async function openCity(uri: string): Promise<DurableCity> {
  const [{ createServer }, { businessOf }, { runCommand }, { connectDatabase }, { prepareDatabase }, config] =
    await Promise.all([
      load<typeof app>('app.js'),
      load<typeof businessModule>('business.js'),
      load<typeof runCommandModule>('cases/run-command.js'),
      load<typeof connectModule>('database/connect.js'),
      load<typeof prepareModule>('database/prepare.js'),
      load<typeof configModule>('config/config.js'),
    ]);
  const database = await connectDatabase(uri, { monitorCommands: true });
  const logger = pino({ level: 'silent' });
  const { deps } = createServer({
    config: {
      jwtSecret: 'x'.repeat(40),
      dataKeys: { currentId: 'k', keys: new Map([['k', Buffer.alloc(32, 1)]]) },
      lookupKey: Buffer.alloc(32, 2),
      trustedProxies: 0,
      publicUrl: 'http://127.0.0.1',
      passwordCost: { memoryKib: 256, passes: 1 },
      rateLimits: { ...config.defaultRateLimits, enabled: false, shared: false },
      outbound: { hosts: [], privateHosts: [], signingSecret: null, payoutUrl: null },
      webDir: null,
    } as never,
    database,
    clock: { now },
    ids: { newId: randomUUID },
    logger,
  });
  await prepareDatabase(database);
  const business = businessOf(deps);
  const root = await deps.units.create(tenantId, { parentId: null, code: 'city', name: '城市', kind: 'city' });
  const [template] = business.policies.library.templates;
  if (template === undefined) throw new Error('Expected a template, but there is none');
  const texts = Object.fromEntries(
    Object.entries(template.parts).map(([part, value]) => [
      part,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  await business.policies.versionStore.insert({
    _id: `${policyId}:1`,
    tenantId,
    policyId,
    version: 1,
    unitId: root.id,
    unitPath: root.path,
    revisions: { elements: 1, form: 1, rules: 1, flow: 1, materials: 1 },
    parts: {
      ...texts,
      flow: line(duixianDialect).replaceAll('decision="any-of"', 'assignee="role:reviewer"'),
    } as never,
    publishedAt: now(),
    publishedBy: '部门',
  });
  const version = await business.policies.versions.get(tenantId, policyId, 1);
  const flow = act(await compiled(version.parts.flow), null, startCommand, 1).state;
  let serial = 0;
  return {
    database,
    async file() {
      serial += 1;
      const caseId = `c-${randomUUID()}`;
      await business.store.insert({ ...newCase(caseId, serial, root, deps.secrets.seal('{}')), flow });
      return caseId;
    },
    async complete(caseId) {
      const answer = await runCommand(business, {
        tenantId,
        caseId,
        commandId: randomUUID(),
        actor: { accountId: 'a1', name: '周明', unitName: '经信局' },
        content: { decision: 'approve' },
        async plan(loaded) {
          const taskId = Object.keys(loaded.flow.tasks)[0] ?? '';
          return {
            wishes: [
              { type: 'ClaimTask', taskId },
              { type: 'CompleteTask', taskId, decision: 'approve', opinion: '同意' },
            ],
          };
        },
      });
      return answer.status;
    },
    close: () => database.close(),
  };
}

/** A case as it is filed, with about as many answers as a real one has. */
function newCase(
  _id: string,
  serial: number,
  unit: { readonly id: string; readonly path: string; readonly name: string },
  factsSealed: string,
): Omit<CaseDocument, 'flow'> {
  const number = `B-${serial}`;
  const by = { accountId: 'u1', name: '申请人', unitName: null };
  return {
    _id,
    tenantId,
    kind: 'application',
    rev: 1,
    seq: 1,
    number,
    progressCode: randomUUID(),
    policyId,
    policyVersion: 1,
    policyTitle: '智能工厂奖励',
    unitId: unit.id,
    unitPath: unit.path,
    unitName: unit.name,
    seenFrom: [unit.path],
    // Each of another firm: what holds across the cases of one is measured elsewhere.
    applicantId: `f-${serial}`,
    applicantName: '云港精工机械有限公司',
    applicantKind: 'enterprise',
    regionCode: '330201',
    draftId: `d-${serial}`,
    channel: 'portal',
    filedBy: { ...by, unitId: null, unitPath: null },
    filedFrom: [],
    onBehalf: null,
    submission: Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`field${index}`, '填写的内容'.repeat(4)])),
    originalsSeen: [],
    factsSealed,
    assessment: { verdict: 'qualifies', conditions: [] } as never,
    requestedAmountFen: 30_000_000,
    grantedAmountFen: null,
    amountReason: null,
    status: 'in-progress',
    currentSteps: [],
    handlers: [],
    correction: null,
    payment: null,
    changedFields: [],
    lastHash: 'f'.repeat(64),
    commandMarks: ['filed'],
    outbox: [],
    submittedAt: now(),
    updatedAt: now(),
    finishedAt: null,
    searchText: number.toLowerCase(),
  } as unknown as Omit<CaseDocument, 'flow'>;
}
