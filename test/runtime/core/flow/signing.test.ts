import { describe, expect, it } from 'vitest';
import { buildLinearFlow, type OutlineBlock, type StepSettings, stepSettings, writeBpmn } from '#core/flow';
import { monday, parsed, startDefined, type TestCase } from './driver.js';

const step = (id: string, settings: Partial<StepSettings> = {}): OutlineBlock => ({
  kind: 'step',
  id,
  name: id,
  step: stepSettings({ assignee: 'role:reviewer', ...settings }),
});
const begin = async (...blocks: readonly OutlineBlock[]): Promise<TestCase> =>
  startDefined(await parsed(await writeBpmn(buildLinearFlow('policy', '政策', blocks))));
const claimed = (testCase: TestCase, elementId: string, by = 'li'): string => {
  const taskId = testCase.task(elementId);
  testCase.send({ type: 'ClaimTask', taskId }, { by });
  return taskId;
};
const approve = { type: 'CompleteTask', decision: 'approve', opinion: '同意' } as const;
const against = { type: 'CompleteTask', decision: 'disapprove', opinion: '不同意' } as const;
const all = ['approve', 'refuse', 'add-signer', 'delegate', 'transfer', 'take-back', 'request-opinion'] as const;
const signerOf = (testCase: TestCase, taskId: string, accountId: string): string =>
  testCase.state.tasks[taskId]?.added?.find((one) => one.accountId === accountId)?.id ?? '';

describe('added signers (加签)', () => {
  const add = async (place: 'before' | 'after' | 'beside', settings: Partial<StepSettings> = {}) => {
    const testCase = await begin(step('a', { actions: all, ...settings }), step('b'));
    const taskId = claimed(testCase, 'a');
    testCase.send({ type: 'AddSigner', taskId, accountId: 'wang', place, reason: '请把关' });
    const deciderId = signerOf(testCase, taskId, 'wang');
    return { testCase, taskId, deciderId };
  };

  it('before: the owner waits for them, and then decides', async () => {
    const { testCase, taskId, deciderId } = await add('before');
    expect(testCase.refuse({ ...approve, taskId }).code).toBe('SIGNERS_FIRST');
    expect(testCase.refuse({ type: 'RefuseTask', taskId, code: 'REFUSED', opinion: '不符' }).code).toBe(
      'SIGNERS_FIRST',
    );
    expect(testCase.refuse({ ...approve, taskId, deciderId }, { by: 'zhao' })).toMatchObject({
      code: 'TASK_ALREADY_CLAIMED',
      params: { claimedBy: 'wang' },
    });
    testCase.send({ ...approve, taskId, deciderId }, { by: 'wang' });
    expect(testCase.refuse({ ...approve, taskId, deciderId }, { by: 'wang' }).code).toBe('ALREADY_DECIDED');
    testCase.send({ ...approve, taskId });
    expect(testCase.open()).toEqual(['b']);
  });

  it('after: the step is done only when they have approved, with what the owner set', async () => {
    const { testCase, taskId, deciderId } = await add('after', { grantsAmount: true });
    expect(testCase.refuse({ ...approve, taskId, deciderId }, { by: 'wang' }).code).toBe('DECIDER_NOT_YET');
    testCase.send({ ...approve, taskId, output: { grantedAmountFen: 700 } });
    expect(testCase.open()).toEqual(['a']);
    testCase.send({ ...approve, taskId, deciderId }, { by: 'wang' });
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.state.grantedAmountFen).toBe(700);
  });

  it.each(['before', 'after', 'beside'] as const)('%s: who disapproves refuses the step', async (place) => {
    const { testCase, taskId, deciderId } = await add(place);
    if (place === 'after') testCase.send({ ...approve, taskId });
    testCase.send({ ...against, taskId, deciderId }, { by: 'wang' });
    expect(testCase.state.outcome).toBe('refused');
  });

  it('beside: in any order, and 减签 makes the result certain', async () => {
    const { testCase, taskId, deciderId } = await add('beside');
    testCase.send({ ...approve, taskId });
    expect(testCase.open()).toEqual(['a']);
    const remove = { type: 'RemoveSigner', taskId, signerId: deciderId } as const;
    expect(testCase.refuse({ ...remove, reason: '出差' }, { by: 'zhao' }).code).toBe('TASK_ALREADY_CLAIMED');
    expect(testCase.refuse({ ...remove, reason: ' ' }).code).toBe('REASON_REQUIRED');
    testCase.send({ ...remove, reason: '出差' });
    expect(testCase.open()).toEqual(['b']);
  });

  it('never adds somebody twice, oneself, or who must keep out, and not without reason', async () => {
    const { testCase, taskId } = await add('beside', { separateFrom: ['filer'] });
    const refused = (accountId: string, reason = '请把关') =>
      testCase.refuse({ type: 'AddSigner', taskId, accountId, place: 'after', reason }).code;
    expect(['wang', 'li', 'applicant'].map((who) => refused(who))).toEqual([
      'SIGNER_NOT_ALLOWED',
      'SIGNER_NOT_ALLOWED',
      'SEPARATION_OF_DUTIES',
    ]);
    expect(refused('zhao', '')).toBe('REASON_REQUIRED');
    expect(
      testCase.refuse({ type: 'AddSigner', taskId, accountId: 'zhao', place: 'after', reason: '-' }, { by: 'qian' })
        .code,
    ).toBe('TASK_ALREADY_CLAIMED');
  });

  it('joins a vote by share with a weight of one', async () => {
    const deciders = ['x', 'y'].map((id) => ({ id, assignee: `person:${id}`, name: id, weight: 1 }));
    const testCase = await begin(step('a', { actions: all, decision: 'ratio', passShare: 0.6, deciders }), step('b'));
    const taskId = testCase.task('a');
    testCase.send({ type: 'AddSigner', taskId, accountId: 'wang', place: 'beside', reason: '请把关' });
    testCase.send({ ...against, taskId, deciderId: 'x' }, { by: 'x' });
    testCase.send({ ...approve, taskId, deciderId: 'y' }, { by: 'y' });
    expect(testCase.open()).toEqual(['a']);
    testCase.send({ ...approve, taskId, deciderId: signerOf(testCase, taskId, 'wang') }, { by: 'wang' });
    expect(testCase.open()).toEqual(['b']);
  });
});

describe('one of several', () => {
  it('cannot refuse for all, and hands on only their own place', async () => {
    const deciders = ['x', 'y'].map((id) => ({ id, assignee: `person:${id}`, name: id, weight: 1 }));
    const testCase = await begin(step('a', { actions: all, decision: 'countersign', deciders }), step('b'));
    const taskId = testCase.task('a');
    expect(testCase.refuse({ type: 'RefuseTask', taskId, code: 'REFUSED', opinion: '不符' }).code).toBe(
      'ACTION_NOT_ALLOWED',
    );
    testCase.send({ type: 'TransferTask', taskId, deciderId: 'x', to: 'wang', reason: '分管' }, { by: 'x' });
    expect(testCase.refuse({ ...approve, taskId, deciderId: 'x' }, { by: 'x' }).code).toBe('TASK_ALREADY_CLAIMED');
    testCase.send({ ...approve, taskId, deciderId: 'x' }, { by: 'wang' });
    expect(testCase.refuse({ ...approve, taskId, deciderId: 'y' }, { by: 'wang' }).code).toBe('ALREADY_DECIDED');
    testCase.send({ ...approve, taskId, deciderId: 'y' }, { by: 'y' });
    expect(testCase.open()).toEqual(['b']);
  });
});

describe('delegating (委派)', () => {
  it('gives the task back with an opinion; meanwhile the owner waits, or recalls it', async () => {
    const testCase = await begin(step('a', { actions: all }), step('b'));
    const taskId = claimed(testCase, 'a');
    const delegate = { type: 'DelegateTask', taskId, to: 'wang', reason: '请看设备' } as const;
    expect(testCase.refuse({ ...delegate, reason: '' }).code).toBe('REASON_REQUIRED');
    expect(testCase.refuse({ ...delegate, to: 'li' }).code).toBe('SIGNER_NOT_ALLOWED');
    expect(testCase.refuse({ type: 'AnswerDelegation', taskId, opinion: '可' }, { by: 'wang' }).code).toBe(
      'NOT_DELEGATED',
    );
    testCase.send(delegate);
    expect(testCase.refuse({ ...approve, taskId })).toMatchObject({ code: 'TASK_DELEGATED' });
    expect(testCase.refuse({ type: 'AnswerDelegation', taskId, opinion: '可' }, { by: 'zhao' }).code).toBe(
      'TASK_DELEGATED',
    );
    expect(testCase.refuse({ type: 'AnswerDelegation', taskId, opinion: ' ' }, { by: 'wang' }).code).toBe(
      'OPINION_REQUIRED',
    );
    testCase.send({ type: 'AnswerDelegation', taskId, opinion: '设备属实' }, { by: 'wang' });
    expect(testCase.state.tasks[taskId]).toMatchObject({ claimedBy: 'li' });
    testCase.send(delegate);
    testCase.send({ type: 'RecallDelegation', taskId });
    testCase.send({ ...approve, taskId });
    expect(testCase.open()).toEqual(['b']);
  });
});

describe('taking back (撤回)', () => {
  it('gives the step back while nobody has acted on the next, with the amount as it was', async () => {
    const testCase = await begin(
      step('a', { kind: 'acceptance', actions: [...all, 'refuse-acceptance'] }),
      step('b', { actions: all, grantsAmount: true }),
      step('c'),
    );
    testCase.approve('a');
    testCase.approve('b', { by: 'wang', grantedAmountFen: 5 });
    const back = { type: 'TakeBack', elementId: 'b', reason: '算错' } as const;
    expect(testCase.refuse(back, { by: 'li' }).code).toBe('NOT_YOUR_DECISION');
    expect(testCase.refuse({ ...back, reason: '' }, { by: 'wang' }).code).toBe('REASON_REQUIRED');
    expect(testCase.refuse({ ...back, elementId: 'a' }, { by: 'li' }).code).toBe('TAKE_BACK_TOO_LATE');
    testCase.send(back, { by: 'wang' });
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.state.tasks[testCase.task('b')]).toMatchObject({ claimedBy: 'wang', status: 'claimed' });
    expect(testCase.state.grantedAmountFen).toBeNull();
    testCase.approve('b', { by: 'wang', grantedAmountFen: 6 });
    testCase.send({ type: 'ClaimTask', taskId: testCase.task('c') }, { by: 'zhao' });
    expect(testCase.refuse(back, { by: 'wang' }).code).toBe('TAKE_BACK_TOO_LATE');
  });

  it('of an acceptance lets the applicant withdraw again', async () => {
    const testCase = await begin(step('a', { kind: 'acceptance', actions: all }), step('b'));
    testCase.approve('a');
    testCase.send({ type: 'TakeBack', elementId: 'a', reason: '误点' });
    expect(testCase.state).toMatchObject({ acceptedBy: null, done: {} });
    testCase.send({ type: 'Withdraw', reason: '不办了' }, { by: 'applicant' });
    expect(testCase.state.outcome).toBe('withdrawn');
  });

  it('is not possible over a publicity that is up, a join, or an end', async () => {
    const publicity: OutlineBlock = {
      kind: 'service',
      id: 'pub',
      name: '公示',
      service: { type: 'publicity', params: { days: '2' } },
    };
    const testCase = await begin(step('a', { actions: all }), publicity, step('b'));
    testCase.approve('a');
    expect(testCase.refuse({ type: 'TakeBack', elementId: 'a', reason: '误点' }).code).toBe('TAKE_BACK_TOO_LATE');
    const branch = (id: string) => ({ id: `w${id}`, name: '', condition: null, blocks: [step(id, { actions: all })] });
    const joined = await begin(
      { kind: 'parallel', id: 'x', name: '', branches: [branch('p'), branch('q')] },
      step('b'),
    );
    joined.approve('p');
    joined.approve('q');
    expect(joined.refuse({ type: 'TakeBack', elementId: 'q', reason: '误点' }).code).toBe('TAKE_BACK_TOO_LATE');
  });
});

describe('asking other departments (联审, U9)', () => {
  it('holds the step until they answer or their date is over', async () => {
    const testCase = await begin(step('a', { actions: all }), step('b'));
    const taskId = claimed(testCase, 'a');
    const ask = { type: 'RequestOpinions', taskId, question: '有无失信', limit: { workingDays: 2 } } as const;
    expect(testCase.refuse({ ...ask, to: [] }).code).toBe('SIGNER_NOT_ALLOWED');
    testCase.send({ ...ask, to: ['unit:credit', 'unit:safety'] });
    expect(testCase.refuse({ ...ask, to: ['unit:credit'] }).code).toBe('SIGNER_NOT_ALLOWED');
    const [first, second] = testCase.state.tasks[taskId]?.requests ?? [];
    expect(first?.dueAt).toBe('2026-11-25T09:00:00.000Z');
    const answer = (requestId = '', opinion = '无') =>
      ({ type: 'AnswerRequest', taskId, requestId, verdict: 'agree', opinion }) as const;
    expect(testCase.refuse(answer(first?.id, '')).code).toBe('OPINION_REQUIRED');
    expect(testCase.refuse(answer('other')).code).toBe('REQUEST_UNKNOWN');
    testCase.send(answer(first?.id), { by: 'credit' });
    expect(testCase.refuse(answer(first?.id), { by: 'credit' }).code).toBe('ALREADY_DECIDED');
    expect(testCase.refuse({ ...approve, taskId })).toMatchObject({ code: 'REQUESTS_OPEN', params: { open: 1 } });
    expect(second?.answer).toBeNull();
    testCase.send({ ...approve, taskId }, { now: '2026-11-25T09:00:00.000Z' });
    expect(testCase.open()).toEqual(['b']);
  });
});

describe('special procedures (特别程序, U8)', () => {
  it('stop the clock and the timers, and go on with what was left', async () => {
    const testCase = await begin(
      step('a', { limit: { workingDays: 3 }, onTimeout: 'remind', actions: ['approve', 'special-procedure'] }),
    );
    const taskId = claimed(testCase, 'a');
    const due = testCase.state.tasks[taskId]?.clock;
    expect(testCase.refuse({ type: 'EndProcedure', taskId, result: '已评' }).code).toBe('NO_PROCEDURE');
    const noon = '2026-11-24T04:00:00.000Z';
    testCase.send({ type: 'BeginProcedure', taskId, procedure: 'expert-review', reason: '专家评审' }, { now: noon });
    expect(testCase.state.tasks[taskId]).toMatchObject({ status: 'suspended', clock: { bankedMinutes: 1050 } });
    expect(Object.values(testCase.state.timers)).toMatchObject([{ banked: 1050 }]);
    expect(testCase.refuse({ ...approve, taskId }).code).toBe('TASK_SUSPENDED');
    const later = '2026-12-01T01:00:00.000Z';
    testCase.send({ type: 'EndProcedure', taskId, result: '通过' }, { now: later });
    const clock = testCase.state.tasks[taskId]?.clock;
    expect(clock).not.toEqual(due);
    const dueAt = clock?.status === 'running' ? clock.dueAt : '';
    expect(Object.values(testCase.state.timers)).toMatchObject([{ dueAt }]);
  });
});

describe('recusal (回避)', () => {
  it('keeps a person out of the whole case, and opens what they held', async () => {
    const testCase = await begin(step('a', { actions: all }), step('b'));
    const taskId = claimed(testCase, 'a');
    testCase.send({ type: 'Recuse', accountId: 'li', reason: '配偶任职' });
    expect(testCase.state.tasks[taskId]).toMatchObject({ status: 'open', claimedBy: null });
    expect(testCase.refuse({ type: 'ClaimTask', taskId })).toMatchObject({ params: { duty: 'recused' } });
    testCase.approve('a', { by: 'wang' });
    expect(testCase.refuse({ type: 'ClaimTask', taskId: testCase.task('b') }).code).toBe('SEPARATION_OF_DUTIES');
  });
});

describe('limits (催办, 超时)', () => {
  const limited = (settings: Partial<StepSettings>) =>
    begin(step('a', { limit: { workingDays: 2 }, escalateTo: 'head@policy-unit', ...settings }), step('b'));
  const fire = (testCase: TestCase, purpose: string) => {
    const timer = Object.values(testCase.state.timers).find((one) => one.purpose === purpose);
    if (timer === undefined) throw new Error(`No timer ${purpose}`);
    return testCase.send({ type: 'FireTimer', timerId: timer.id, firedFor: timer.dueAt }, { now: timer.dueAt });
  };

  it('remind some working hours before, at the limit, and again and again after it', async () => {
    const testCase = await limited({ remindBeforeHours: 7, remindAfterHours: 7, onTimeout: 'remind' });
    const due = Object.values(testCase.state.timers).map((timer) => [timer.purpose, timer.dueAt]);
    // Monday 9:00; the limit is Wednesday 17:00; seven working hours before is Tuesday 17:00.
    expect(Object.fromEntries(due)).toEqual({
      before: '2026-11-24T09:00:00.000Z',
      limit: '2026-11-25T09:00:00.000Z',
    });
    expect(fire(testCase, 'before')).toMatchObject([{ type: 'TimerFired' }, { type: 'TaskReminded', when: 'before' }]);
    expect(fire(testCase, 'limit').map((event) => event.type)).toContain('TaskOverdue');
    for (const dueAt of ['2026-11-26T09:00:00.000Z', '2026-11-27T09:00:00.000Z']) {
      expect(Object.values(testCase.state.timers)).toMatchObject([{ purpose: 'after', dueAt }]);
      expect(fire(testCase, 'after').map((event) => event.type)).toContain('TaskReminded');
    }
    testCase.approve('a');
    expect(testCase.state.timers).toEqual({});
  });

  it('escalate, pass or refuse, as the step says', async () => {
    const escalated = await limited({ onTimeout: 'escalate' });
    fire(escalated, 'limit');
    expect(escalated.state.tasks[escalated.task('a')]).toMatchObject({ escalatedTo: 'head@policy-unit' });
    const passed = await limited({ onTimeout: 'pass' });
    expect(fire(passed, 'limit')).toContainEqual(
      expect.objectContaining({ type: 'TaskCompleted', decision: 'approve', cause: 'timeout' }),
    );
    expect(passed.open()).toEqual(['b']);
    const refused = await limited({ onTimeout: 'reject' });
    fire(refused, 'limit');
    expect(refused.state.outcome).toBe('refused');
  });

  it('urge by hand at most once an hour', async () => {
    const testCase = await limited({});
    const taskId = testCase.task('a');
    testCase.send({ type: 'UrgeTask', taskId, text: '请尽快' }, { by: 'applicant' });
    expect(testCase.refuse({ type: 'UrgeTask', taskId, text: '再催' }).code).toBe('URGED_TOO_OFTEN');
    testCase.send({ type: 'UrgeTask', taskId, text: '再催' }, { now: '2026-11-23T02:00:00.000Z' });
    expect(testCase.state.tasks[taskId]?.urged).toMatchObject({ times: 2 });
    expect(testCase.now).toBe(monday);
  });
});

describe('settled by no hand', () => {
  it('passes or refuses a place or a step, never an amount and never a payment', async () => {
    const deciders = ['x', 'y'].map((id) => ({ id, assignee: `person:${id}`, name: id, weight: 1 }));
    const testCase = await begin(
      step('a', { decision: 'countersign', deciders }),
      step('b', { grantsAmount: true }),
      step('c', { kind: 'payout' }),
    );
    const settle = { type: 'SettleTask', decision: 'approve', cause: 'nobody' } as const;
    const taskId = testCase.task('a');
    testCase.send({ ...settle, taskId, deciderId: 'x' }, { by: 'system' });
    expect(testCase.refuse({ ...settle, taskId, deciderId: 'x' }).code).toBe('ALREADY_DECIDED');
    testCase.send({ ...approve, taskId, deciderId: 'y' }, { by: 'y' });
    expect(testCase.refuse({ ...settle, taskId: testCase.task('b') }).code).toBe('AMOUNT_REQUIRED');
    testCase.approve('b', { grantedAmountFen: 1 });
    expect(testCase.refuse({ ...settle, taskId: testCase.task('c') }).code).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('what a decision must leave', () => {
  it('is a signature, minutes and a clause where the step asks for them', async () => {
    const testCase = await begin(step('a', { signature: 'required', meeting: true, namesClause: true }));
    const taskId = claimed(testCase, 'a');
    const refused = (record: object) => testCase.refuse({ ...approve, taskId, record }).code;
    expect(refused({})).toBe('SIGNATURE_REQUIRED');
    expect(refused({ signature: 'f' })).toBe('MINUTES_REQUIRED');
    const minutes = { heldOn: '2026-11-23', attendees: ['李'], resolution: '同意' };
    expect(refused({ signature: 'f', minutes })).toBe('CLAUSE_REQUIRED');
    const events = testCase.send({ ...approve, taskId, record: { signature: 'f', minutes, clauses: ['第三条'] } });
    expect(events).toContainEqual(
      expect.objectContaining({ record: { signature: 'f', minutes, clauses: ['第三条'] } }),
    );
  });
});
