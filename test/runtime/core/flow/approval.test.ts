import { describe, expect, it } from 'vitest';
import { chinaCalendar, workingClock } from '#core/calendar';
import { buildLinearFlow, type OutlineBlock, type StepSettings, stepSettings, writeBpmn } from '#core/flow';
import { parsed, startDefined, type TestCase } from './driver.js';

const step = (id: string, settings: Partial<StepSettings> = {}): OutlineBlock => ({
  kind: 'step',
  id,
  name: id,
  step: stepSettings(settings),
});
const begin = async (...blocks: readonly OutlineBlock[]): Promise<TestCase> =>
  startDefined(await parsed(await writeBpmn(buildLinearFlow('policy', '政策', blocks))));
const claim = (testCase: TestCase, elementId: string, by = 'li'): string => {
  const taskId = testCase.task(elementId);
  testCase.send({ type: 'ClaimTask', taskId }, { by });
  return taskId;
};
const approval = { type: 'CompleteTask', decision: 'approve', opinion: '' } as const;

describe('claiming (签收)', () => {
  it('tells the loser of a race who holds the task, and is repeatable for the holder', async () => {
    const testCase = await begin(step('a'));
    const taskId = claim(testCase, 'a', 'li');
    expect(testCase.refuse({ type: 'ClaimTask', taskId }, { by: 'wang' })).toEqual({
      code: 'TASK_ALREADY_CLAIMED',
      params: { taskId, claimedBy: 'li' },
    });
    expect(testCase.send({ type: 'ClaimTask', taskId }, { by: 'li' })).toEqual([]);
    expect(testCase.refuse({ ...approval, taskId }, { by: 'wang' }).code).toBe('TASK_ALREADY_CLAIMED');
    expect(testCase.refuse({ type: 'ReleaseTask', taskId }, { by: 'wang' }).code).toBe('TASK_ALREADY_CLAIMED');
    testCase.send({ type: 'ReleaseTask', taskId }, { by: 'li' });
    expect(testCase.refuse({ ...approval, taskId }, { by: 'li' }).code).toBe('TASK_NOT_CLAIMED');
  });

  it('is not needed where any of several may decide; the first decision counts', async () => {
    const testCase = await begin(step('a', { decision: 'any-of' }), step('b'));
    const taskId = testCase.task('a');
    testCase.send({ ...approval, taskId }, { by: 'wang' });
    expect(testCase.refuse({ ...approval, taskId }, { by: 'li' }).code).toBe('TASK_NOT_FOUND');
    expect(testCase.open()).toEqual(['b']);
  });

  it('transfers for good, with reason, never to somebody who must not decide', async () => {
    const testCase = await begin(step('a', { kind: 'review', actions: ['approve', 'transfer'] }));
    const taskId = claim(testCase, 'a');
    expect(testCase.refuse({ type: 'TransferTask', taskId, to: 'applicant', reason: '分流' }).code).toBe(
      'SEPARATION_OF_DUTIES',
    );
    expect(testCase.refuse({ type: 'TransferTask', taskId, to: 'wang', reason: ' ' }).code).toBe('REASON_REQUIRED');
    testCase.send({ type: 'TransferTask', taskId, to: 'wang', reason: '分流' });
    expect(testCase.state.tasks[taskId]?.claimedBy).toBe('wang');
  });
});

describe('what a step permits', () => {
  it('is only what its actions name', async () => {
    const testCase = await begin(step('a', { actions: ['approve'] }));
    const taskId = claim(testCase, 'a');
    const refused = [
      testCase.refuse({ type: 'RefuseTask', taskId, code: 'REFUSED', opinion: '-' }),
      testCase.refuse({ type: 'ReturnToApplicant', taskId, reason: '-', items: [] }),
      testCase.refuse({ type: 'ReturnToStep', taskId, targetElementId: 'a', mode: 'run-on', reason: '-' }),
      testCase.refuse({ type: 'RecordPayment', taskId, outcome: 'paid', voucherNumber: '1' }),
      testCase.refuse({ ...approval, taskId, decision: 'disapprove' }),
    ];
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'ACTION_NOT_ALLOWED'));
  });

  it('needs opinion, review points and the granted amount where it asks for them', async () => {
    const points = [
      { id: 'p1', text: '必核', required: true },
      { id: 'p2', text: '选核', required: false },
    ];
    const testCase = await begin(
      step('a', { reviewPoints: points, opinionRequired: true, grantsAmount: true }),
      step('b'),
    );
    const taskId = claim(testCase, 'a');
    const complete = { ...approval, taskId, opinion: '同意' };
    const refused = (output: object, opinion = '同意') => testCase.refuse({ ...complete, opinion, output }).code;
    expect(refused({}, ' ')).toBe('OPINION_REQUIRED');
    expect(refused({ grantedAmountFen: 1 })).toBe('REVIEW_POINTS_OPEN');
    expect(refused({ grantedAmountFen: 1, reviewPoints: ['p1', 'p3'] })).toBe('REVIEW_POINT_UNKNOWN');
    expect(refused({ reviewPoints: ['p1'] })).toBe('AMOUNT_REQUIRED');
    for (const grantedAmountFen of [-1, 0.5, 1e15 + 1, Number.NaN])
      expect(refused({ reviewPoints: ['p1'], grantedAmountFen })).toBe('AMOUNT_INVALID');
    testCase.send({ ...complete, output: { reviewPoints: ['p1'], grantedAmountFen: 1e15 } });
    expect(testCase.state.grantedAmountFen).toBe(1e15);
    expect(testCase.refuse({ ...approval, taskId: claim(testCase, 'b'), output: { grantedAmountFen: 1 } }).code).toBe(
      'AMOUNT_NOT_ALLOWED',
    );
  });

  it('keeps duties apart: who filed or accepted does not review (受审分离, R35)', async () => {
    const testCase = await begin(
      step('accept', { kind: 'acceptance' }),
      step('review', { kind: 'review' }),
      step('check', { separateFrom: ['step:review'] }),
    );
    testCase.approve('accept', { by: 'li' });
    expect(testCase.state.acceptedBy).toBe('li');
    const taskId = testCase.task('review');
    for (const [by, duty] of [
      ['li', 'acceptor'],
      ['applicant', 'filer'],
    ])
      expect(testCase.refuse({ type: 'ClaimTask', taskId }, { by })).toMatchObject({
        code: 'SEPARATION_OF_DUTIES',
        params: { duty },
      });
    testCase.approve('review', { by: 'wang' });
    expect(testCase.refuse({ type: 'ClaimTask', taskId: testCase.task('check') }, { by: 'wang' }).code).toBe(
      'SEPARATION_OF_DUTIES',
    );
    testCase.approve('check', { by: 'li' });
    expect(testCase.state.outcome).toBe('completed');
  });
});

describe('refusing and withdrawing', () => {
  it.each([
    ['ACCEPTANCE_REFUSED', 'acceptance', 'acceptance-refused'],
    ['REFUSED', 'review', 'refused'],
  ] as const)('%s ends the case with that outcome, never without an opinion', async (code, kind, outcome) => {
    const testCase = await begin(step('a', { kind }), step('b'));
    const taskId = claim(testCase, 'a');
    expect(testCase.refuse({ type: 'RefuseTask', taskId, code, opinion: '' }).code).toBe('OPINION_REQUIRED');
    const events = testCase.send({ type: 'RefuseTask', taskId, code, opinion: '不符合条件' });
    expect(events.at(-1)).toMatchObject({ type: 'ProcessEnded', outcome, reason: '不符合条件' });
    expect(testCase.state).toMatchObject({ status: 'ended', outcome, tasks: {}, acceptedBy: null });
  });

  it('lets the applicant withdraw until the case is accepted, also while something is to be mended', async () => {
    const early = await begin(step('intake', { kind: 'intake' }), step('accept', { kind: 'acceptance' }), step('b'));
    early.approve('intake');
    early.send({ type: 'ReturnToApplicant', taskId: claim(early, 'accept'), reason: '缺件', items: [] });
    early.send({ type: 'Withdraw', reason: '不办了' }, { by: 'applicant' });
    expect(early.state.outcome).toBe('withdrawn');
    const late = await begin(step('accept', { kind: 'acceptance' }), step('b'));
    late.approve('accept');
    expect(late.refuse({ type: 'Withdraw', reason: '不办了' }).code).toBe('WITHDRAWAL_TOO_LATE');
  });

  it('ends a case by an administrator only with a reason', async () => {
    const testCase = await begin(step('a'));
    expect(testCase.refuse({ type: 'Terminate', reason: '' }).code).toBe('REASON_REQUIRED');
    testCase.send({ type: 'Terminate', reason: '政策废止' });
    expect(testCase.state.outcome).toBe('terminated');
  });
});

describe('returning to the applicant (补正)', () => {
  const timer = { id: 't', name: '超时', after: { workingHours: 8 }, interrupting: false, blocks: [] };
  const limited: OutlineBlock = {
    kind: 'step',
    id: 'a',
    name: 'a',
    step: stepSettings({ kind: 'acceptance', limit: { workingDays: 3 } }),
    timers: [timer],
  };

  it('stops the clock of the task and its timers, and goes on from where they stood (D14)', async () => {
    // given a limit of three working days from Monday: Thursday, closing time
    const testCase = await begin(limited, step('b'));
    const taskId = claim(testCase, 'a');
    expect(testCase.state.tasks[taskId]?.clock).toMatchObject({ status: 'running', dueAt: '2026-11-26T09:00:00.000Z' });
    // when it is returned on Tuesday at 14:30
    const back = '2026-11-24T06:30:00.000Z';
    testCase.send(
      { type: 'ReturnToApplicant', taskId, reason: '', items: [{ target: 'f1', text: '请补执照' }] },
      { now: back },
    );
    // then 2.5 hours of Tuesday and two days of 7 are left
    expect(testCase.state.tasks[taskId]).toMatchObject({
      status: 'suspended',
      clock: { status: 'stopped', bankedMinutes: 990 },
    });
    expect(Object.values(testCase.state.timers)).toMatchObject([{ banked: expect.any(Number) }]);
    expect(testCase.open()).toEqual(['a']);
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    expect(testCase.refuse({ type: 'FireTimer', timerId }, { now: '2027-01-05T01:00:00.000Z' }).code).toBe(
      'TIMER_NOT_DUE',
    );
    expect(testCase.refuse({ ...approval, taskId }, { now: back })).toMatchObject({ code: 'TASK_SUSPENDED' });
    // when the applicant comes back two weeks later, on Tuesday at 9:00
    testCase.send({ type: 'Resubmit', taskId }, { by: 'applicant', now: '2026-12-08T01:00:00.000Z' });
    // then 16.5 working hours from then, rounded up to closing time: Thursday
    expect(testCase.state.tasks[taskId]).toMatchObject({
      status: 'claimed',
      claimedBy: 'li',
      clock: { dueAt: '2026-12-10T09:00:00.000Z' },
    });
    expect(Object.values(testCase.state.timers)[0]).not.toHaveProperty('banked');
    expect(testCase.refuse({ type: 'Resubmit', taskId }).code).toBe('NOTHING_TO_CORRECT');
  });

  it('must say what is wrong', async () => {
    const testCase = await begin(limited);
    const taskId = claim(testCase, 'a');
    expect(testCase.refuse({ type: 'ReturnToApplicant', taskId, reason: '', items: [] }).code).toBe('REASON_REQUIRED');
  });
});

describe('returning to an earlier step (D3)', () => {
  const back = { actions: ['approve', 'return-to-step'], returnTargets: ['a'], limit: { workingDays: 5 } } as const;
  const line = [step('a'), step('b'), step('c', back), step('d')];
  const upToC = async () => {
    const testCase = await begin(...line);
    testCase.approve('a');
    testCase.approve('b');
    return { testCase, taskId: claim(testCase, 'c') };
  };

  it('“run on” begins again at the target', async () => {
    const { testCase, taskId } = await upToC();
    testCase.send({ type: 'ReturnToStep', taskId, targetElementId: 'a', mode: 'run-on', reason: '重核' });
    expect(testCase.open()).toEqual(['a']);
    testCase.approve('a');
    expect(testCase.open()).toEqual(['b']);
  });

  it('“straight back” restores the task as it was, with its holder and its clock stopped meanwhile', async () => {
    const { testCase, taskId } = await upToC();
    testCase.send({ type: 'ReturnToStep', taskId, targetElementId: 'a', mode: 'straight-back', reason: '重核' });
    expect(testCase.state.tasks[taskId]).toMatchObject({
      status: 'suspended',
      claimedBy: 'li',
      clock: { status: 'stopped' },
    });
    expect(testCase.refuse({ ...approval, taskId }).code).toBe('TASK_SUSPENDED');
    testCase.approve('a', { now: '2026-11-30T01:00:00.000Z' });
    expect(testCase.open()).toEqual(['c']);
    expect(testCase.state.tasks[taskId]).toMatchObject({
      id: taskId,
      status: 'claimed',
      claimedBy: 'li',
      clock: { dueAt: '2026-12-07T09:00:00.000Z' },
    });
    testCase.approve('c');
    expect(testCase.open()).toEqual(['d']);
  });

  it('goes only to listed steps that have been done, and never without reason', async () => {
    const { testCase, taskId } = await upToC();
    const to = (targetElementId: string, reason = '重核') =>
      testCase.refuse({ type: 'ReturnToStep', taskId, targetElementId, mode: 'run-on', reason }).code;
    expect(to('b')).toBe('RETURN_TARGET_NOT_ALLOWED');
    expect(to('nowhere')).toBe('RETURN_TARGET_NOT_ALLOWED');
    expect(to('a', '')).toBe('REASON_REQUIRED');
  });

  const block: OutlineBlock = {
    kind: 'parallel',
    id: 'x',
    name: '',
    branches: [
      { id: 'x1', name: '', condition: null, blocks: [step('p'), step('q', { ...back, returnTargets: ['p', 'a'] })] },
      { id: 'x2', name: '', condition: null, blocks: [step('r', { limit: { workingDays: 2 } })] },
    ],
  };
  it.each([
    ['p', 'run-on', ['p', 'r']],
    ['a', 'run-on', ['a']],
    ['a', 'straight-back', ['a']],
  ] as const)(
    'inside a parallel branch, to %s (%s), touches only the smallest region around both',
    async (target, mode, active) => {
      const testCase = await begin(step('a'), block, step('d'));
      testCase.approve('a');
      testCase.approve('p');
      const taskId = claim(testCase, 'q');
      testCase.send({ type: 'ReturnToStep', taskId, targetElementId: target, mode, reason: '重核' });
      const running = Object.values(testCase.state.tasks).filter((task) => task.status !== 'suspended');
      expect(running.map((task) => task.elementId).toSorted()).toEqual([...active]);
      if (mode === 'straight-back') {
        testCase.approve('a');
        expect(testCase.open().toSorted()).toEqual(['q', 'r']);
      }
      for (let left = 10; testCase.state.status === 'running' && left > 0; left -= 1)
        testCase.approve(testCase.open()[0] ?? '');
      expect(testCase.state.outcome).toBe('completed');
    },
  );
});

describe('several deciders in one task (D3)', () => {
  const deciders = ['a', 'b', 'c'].map((id) => ({ id, assignee: `role:${id}`, name: id, weight: id === 'a' ? 2 : 1 }));
  const vote = (
    testCase: TestCase,
    deciderId: string,
    decision: 'approve' | 'disapprove' = 'approve',
    by = `account-${deciderId}`,
  ) =>
    testCase.send(
      { type: 'CompleteTask', taskId: testCase.task('v'), decision, opinion: deciderId, deciderId },
      { by },
    );
  const voting = (settings: Partial<StepSettings>) =>
    begin(step('v', { kind: 'joint-review', deciders, ...settings }), step('d'));

  it('countersign passes when all approve, in any order', async () => {
    const testCase = await voting({ decision: 'countersign' });
    vote(testCase, 'c');
    vote(testCase, 'a');
    expect(testCase.open()).toEqual(['v']);
    vote(testCase, 'b');
    expect(testCase.open()).toEqual(['d']);
  });

  it('countersign refuses as soon as one disapproves', async () => {
    const testCase = await voting({ decision: 'countersign' });
    vote(testCase, 'b', 'disapprove');
    expect(testCase.state.outcome).toBe('refused');
  });

  it('counts each decider and each person once', async () => {
    const testCase = await voting({ decision: 'countersign' });
    vote(testCase, 'a');
    const again = (deciderId: string, by: string) =>
      testCase.refuse({ ...approval, taskId: testCase.task('v'), deciderId }, { by }).code;
    expect(again('a', 'other')).toBe('ALREADY_DECIDED');
    expect(again('b', 'account-a')).toBe('ALREADY_DECIDED');
    expect(again('nobody', 'x')).toBe('DECIDER_UNKNOWN');
  });

  it('sequential keeps the order', async () => {
    const testCase = await voting({ decision: 'sequential' });
    expect(testCase.refuse({ ...approval, taskId: testCase.task('v'), deciderId: 'b' }, { by: 'x' })).toMatchObject({
      code: 'DECIDER_NOT_YET',
      params: { turn: 'a' },
    });
    for (const id of ['a', 'b', 'c']) vote(testCase, id);
    expect(testCase.open()).toEqual(['d']);
  });

  it.each([
    [
      0.75,
      [
        ['a', 'approve'],
        ['b', 'approve'],
      ],
      'd',
    ],
    [0.5, [['a', 'approve']], 'd'],
    [0.75, [['a', 'disapprove']], null],
    [
      0.5,
      [
        ['b', 'disapprove'],
        ['c', 'disapprove'],
      ],
      'v',
    ],
  ] as const)('a ratio of %s ends as soon as it is certain', async (passShare, votes, expected) => {
    const testCase = await voting({ decision: 'ratio', passShare });
    for (const [id, decision] of votes) vote(testCase, id, decision);
    expect(testCase.open()[0] ?? null).toBe(expected);
    if (expected === null) expect(testCase.state.outcome).toBe('refused');
  });
});

describe('payout (兑付)', () => {
  it('that failed stays open; paid, with voucher, ends the step', async () => {
    const testCase = await begin(step('pay', { kind: 'payout' }));
    const taskId = testCase.task('pay');
    expect(testCase.refuse({ ...approval, taskId }).code).toBe('ACTION_NOT_ALLOWED');
    expect(testCase.refuse({ type: 'RecordPayment', taskId, outcome: 'failed' }).code).toBe('REASON_REQUIRED');
    testCase.send({ type: 'RecordPayment', taskId, outcome: 'failed', reason: '账号有误' });
    expect(testCase.open()).toEqual(['pay']);
    expect(testCase.refuse({ type: 'RecordPayment', taskId, outcome: 'paid', voucherNumber: ' ' }).code).toBe(
      'VOUCHER_REQUIRED',
    );
    testCase.send({ type: 'RecordPayment', taskId, outcome: 'paid', voucherNumber: '2026-001' });
    expect(testCase.state.outcome).toBe('completed');
  });
});

describe('every command', () => {
  it('leaves its id, its time and its actor on each of its events', async () => {
    const testCase = await begin(step('a'));
    const events = testCase.approve('a', { by: 'wang', now: '2026-11-24T02:00:00.000Z' });
    expect(new Set(events.map(({ commandId, at, by }) => `${commandId} ${at} ${by}`))).toEqual(
      new Set(['c3 2026-11-24T02:00:00.000Z wang']),
    );
  });

  it('is refused before the start, twice at the start, and on a state of another process', async () => {
    const testCase = await begin(step('a'));
    expect(testCase.refuse({ type: 'StartProcess' }).code).toBe('ALREADY_STARTED');
    testCase.state = { ...testCase.state, processId: 'q' };
    expect(testCase.refuse({ type: 'Terminate', reason: '-' }).code).toBe('STATE_INVALID');
  });

  it('changes neither the given state nor what a refused one would have changed', async () => {
    const testCase = await begin(step('a'), step('b'));
    const before = testCase.state;
    const text = JSON.stringify(before);
    testCase.approve('a');
    expect(JSON.stringify(before)).toBe(text);
  });

  it('does not look up what every JavaScript object has', async () => {
    const testCase = await begin(step('a'));
    for (const taskId of ['constructor', '__proto__', 'toString'])
      expect(testCase.refuse({ ...approval, taskId }).code).toBe('TASK_NOT_FOUND');
    expect(testCase.refuse({ type: 'FireTimer', timerId: 'constructor' }).code).toBe('TIMER_NOT_FOUND');
  });

  it('RecomputeLimits moves what is due only where the calendar did, and not what stands still (D14)', async () => {
    // given
    const timer = { id: 't', name: '', after: { workingDays: 1 }, interrupting: false, blocks: [] };
    const limited = (id: string): OutlineBlock => ({
      kind: 'step',
      id,
      name: id,
      step: stepSettings({ kind: 'acceptance', limit: { workingDays: 2 } }),
      timers: [{ ...timer, id: `${id}_t` }],
    });
    const testCase = await begin({
      kind: 'parallel',
      id: 'x',
      name: '',
      branches: ['a', 'b'].map((id) => ({ id: `to_${id}`, name: '', condition: null, blocks: [limited(id)] })),
    });
    testCase.send({ type: 'ReturnToApplicant', taskId: claim(testCase, 'b'), reason: '缺件', items: [] });
    expect(testCase.send({ type: 'RecomputeLimits' })).toEqual([]);
    // when Tuesday becomes a holiday
    const year = { ...chinaCalendar.years['2026'], '11-24': { working: false, name: '临时放假' } };
    const calendar = workingClock({ ...chinaCalendar, years: { ...chinaCalendar.years, '2026': year } });
    const events = testCase.send({ type: 'RecomputeLimits' }, { calendar });
    // then
    expect(events).toMatchObject([
      { type: 'TaskLimitChanged', elementId: 'a', clock: { dueAt: '2026-11-26T09:00:00.000Z' } },
      { type: 'TimerScheduled', timer: { elementId: 'a_t', dueAt: '2026-11-25T09:00:00.000Z' } },
    ]);
  });
});
