/** One act on a case, so many working days after it was filed. */
export interface DemoAct {
  readonly after: number;
  readonly verb:
    | 'approve'
    | 'claim'
    | 'return'
    | 'resubmit'
    | 'refuse-acceptance'
    | 'refuse'
    | 'withdraw'
    | 'paid'
    | 'payment-failed';
  /** Which step; the first open one where absent. */
  readonly step?: string;
  readonly said?: string;
  /** Granted in the place of what was asked for. */
  readonly grantedFen?: number;
}

export interface DemoCase {
  readonly template: string;
  readonly firm: string;
  /** Working days ago. */
  readonly filed: number;
  readonly time: string;
  readonly window?: boolean;
  readonly acts: readonly DemoAct[];
}

const smart = 'smart-factory-award';
const jobs = 'stable-jobs-refund';
const park = 'digital-park-award';

const accept = (after = 0): DemoAct => ({ after, verb: 'approve', step: 'Accept', said: '材料齐全，予以受理' });
const review = (after: number, more: Partial<DemoAct> = {}): DemoAct => ({
  after,
  verb: 'approve',
  step: 'Review',
  said: '与认定名单和部门数据一致，同意按标准兑现',
  ...more,
});
const decide = (after: number): DemoAct => ({ after, verb: 'approve', step: 'Decide', said: '同意' });
const publicity = (after: number): DemoAct => ({
  after,
  verb: 'approve',
  step: 'Publicity',
  said: '公示期满，无异议',
});
const paid = (after: number): DemoAct => ({ after, verb: 'paid', step: 'Pay' });

/** Cases of the demo city in every state: on the way at each step, late, returned, refused, withdrawn, paid, not paid. */
export const demoCases: readonly DemoCase[] = [
  // Smart factories: paid.
  { template: smart, firm: 'f10', filed: 34, time: '09:05', acts: [accept(), review(1), decide(2), paid(3)] },
  { template: smart, firm: 'f04', filed: 31, time: '10:20', acts: [accept(), review(2), paid(3)] },
  { template: smart, firm: 'f07', filed: 29, time: '14:10', window: true, acts: [accept(), review(1), paid(2)] },
  { template: smart, firm: 'f05', filed: 27, time: '15:40', acts: [accept(1), review(3), paid(4)] },
  {
    template: smart,
    firm: 'f08',
    filed: 25,
    time: '09:45',
    acts: [accept(), review(2, { grantedFen: 15_000_000, said: '已领市级车间奖励 5 万元，补足差额' }), paid(3)],
  },
  {
    template: smart,
    firm: 'f09',
    filed: 22,
    time: '11:00',
    window: true,
    acts: [
      { after: 0, verb: 'return', step: 'Accept', said: '收款户名与开户许可证不一致，请核对' },
      { after: 2, verb: 'resubmit' },
      accept(2),
      review(4),
      paid(5),
    ],
  },
  // Smart factories: on the way.
  { template: smart, firm: 'f02', filed: 3, time: '09:12', acts: [accept(), review(1)] },
  { template: smart, firm: 'f01', filed: 5, time: '16:20', acts: [accept(1), review(2), decide(4)] },
  { template: smart, firm: 'f06', filed: 1, time: '10:05', acts: [accept()] },
  { template: smart, firm: 'f05', filed: 0, time: '08:40', acts: [] },
  { template: smart, firm: 'f04', filed: 1, time: '15:30', window: true, acts: [] },
  {
    template: smart,
    firm: 'f09',
    filed: 2,
    time: '14:00',
    acts: [accept(), { after: 1, verb: 'claim', step: 'Review' }],
  },
  // Late: nobody has looked at it for a week.
  { template: smart, firm: 'f08', filed: 9, time: '09:30', acts: [accept()] },
  { template: smart, firm: 'f07', filed: 4, time: '13:45', acts: [] },
  {
    template: smart,
    firm: 'f10',
    filed: 6,
    time: '10:50',
    acts: [
      accept(),
      review(2),
      decide(3),
      { after: 4, verb: 'payment-failed', step: 'Pay', said: '银行退回：账号与户名不符' },
    ],
  },
  {
    template: smart,
    firm: 'f03',
    filed: 4,
    time: '09:20',
    window: true,
    acts: [accept(), { after: 2, verb: 'return', step: 'Review', said: '现场照片看不清主要设备，请重新拍摄后补正' }],
  },
  {
    template: smart,
    firm: 'f02',
    filed: 18,
    time: '15:05',
    acts: [
      accept(),
      { after: 2, verb: 'refuse', step: 'Review', said: '同一认定已于 2025 年兑现，按第五条就高不重复' },
    ],
  },
  {
    template: smart,
    firm: 'f06',
    filed: 16,
    time: '09:55',
    acts: [
      { after: 0, verb: 'refuse-acceptance', step: 'Accept', said: '现场照片与申报车间不是同一处，不属于受理范围' },
    ],
  },
  {
    template: smart,
    firm: 'f01',
    filed: 12,
    time: '17:10',
    acts: [{ after: 1, verb: 'withdraw', said: '填错车间，重新申报' }],
  },

  // Stable jobs.
  { template: jobs, firm: 'f01', filed: 33, time: '09:10', acts: [accept(), review(2), publicity(7), paid(8)] },
  {
    template: jobs,
    firm: 'f03',
    filed: 32,
    time: '10:15',
    window: true,
    acts: [accept(), review(1), publicity(6), paid(7)],
  },
  { template: jobs, firm: 'f05', filed: 30, time: '14:35', acts: [accept(1), review(3), publicity(8), paid(9)] },
  {
    template: jobs,
    firm: 'f02',
    filed: 28,
    time: '11:25',
    acts: [accept(), review(2), decide(4), publicity(9), paid(10)],
  },
  { template: jobs, firm: 'f06', filed: 13, time: '09:35', acts: [accept(), review(2), decide(3)] },
  { template: jobs, firm: 'f04', filed: 8, time: '10:40', acts: [accept(), review(2)] },
  { template: jobs, firm: 'f07', filed: 6, time: '15:15', acts: [accept(), review(3)] },
  { template: jobs, firm: 'f08', filed: 2, time: '16:05', acts: [accept()] },
  { template: jobs, firm: 'f10', filed: 1, time: '09:00', acts: [accept()] },
  { template: jobs, firm: 'f13', filed: 0, time: '08:35', acts: [] },
  { template: jobs, firm: 'f09', filed: 11, time: '13:50', window: true, acts: [accept()] },
  {
    template: jobs,
    firm: 'f12',
    filed: 3,
    time: '10:30',
    acts: [accept(), { after: 1, verb: 'return', step: 'Review', said: '联系人与参保登记不一致，请核对后补正' }],
  },
  {
    template: jobs,
    firm: 'f11',
    filed: 7,
    time: '14:20',
    acts: [
      accept(),
      { after: 2, verb: 'return', step: 'Review', said: '收款账号位数不对，请核对' },
      { after: 4, verb: 'resubmit' },
    ],
  },
  {
    template: jobs,
    firm: 'f13',
    filed: 20,
    time: '16:45',
    acts: [
      accept(),
      { after: 3, verb: 'refuse', step: 'Review', said: '裁员率经核对为 6.3%，高于 5.5%，不符合第四条' },
    ],
  },
  {
    template: jobs,
    firm: 'f12',
    filed: 15,
    time: '11:40',
    acts: [{ after: 0, verb: 'withdraw', said: '账户变更后再报' }],
  },
  {
    template: jobs,
    firm: 'f08',
    filed: 26,
    time: '10:55',
    window: true,
    acts: [accept(), review(2), publicity(7), paid(8)],
  },
  { template: jobs, firm: 'f10', filed: 10, time: '09:25', acts: [accept(), review(2), publicity(7)] },

  // Digital parks.
  {
    template: park,
    firm: 'f12',
    filed: 26,
    time: '09:40',
    acts: [
      accept(),
      review(2, { said: '列入年度计划，材料完整' }),
      { after: 5, verb: 'approve', step: 'SiteVisit', said: '现场与材料一致' },
      { after: 6, verb: 'approve', step: 'ExpertReview', said: '专家组综合评分 82 分', grantedFen: 66_000_000 },
      { after: 8, verb: 'approve', step: 'Meeting', said: '同意' },
      publicity(13),
      paid(14),
    ],
  },
  {
    template: park,
    firm: 'f11',
    filed: 8,
    time: '10:10',
    acts: [
      accept(),
      review(2, { said: '列入年度计划，材料完整' }),
      { after: 5, verb: 'approve', step: 'SiteVisit', said: '现场与材料一致' },
    ],
  },
  { template: park, firm: 'f11', filed: 2, time: '15:00', window: true, acts: [accept()] },
];
