import type { Role, Unit } from '#core/contract';
import type { StepKind } from '#core/flow';
import type { Audience, ConditionKind, PolicyClass, ProjectClass, Redemption } from '#core/policy';
import { defineMessages, type Messages } from '../define.js';

/** The words of the field (docs/domain/terms.md), one record per set of codes. */
export const roleWords: Messages<Role> = defineMessages({
  zh: {
    'platform-admin': '平台管理员',
    'tenant-admin': '市级管理员',
    'department-admin': '部门管理员',
    reviewer: '审核人员',
    finance: '财务人员',
    window: '窗口人员',
    supervisor: '督查人员',
    auditor: '审计人员',
    applicant: '申请人',
  },
  en: {
    'platform-admin': 'Platform administrator',
    'tenant-admin': 'City administrator',
    'department-admin': 'Department administrator',
    reviewer: 'Reviewer',
    finance: 'Finance officer',
    window: 'Window clerk',
    supervisor: 'Supervisor',
    auditor: 'Auditor',
    applicant: 'Applicant',
  },
});

export const stepKindWords: Messages<StepKind> = defineMessages({
  zh: {
    intake: '收件',
    acceptance: '受理',
    review: '审核',
    'joint-review': '联合审核',
    decision: '审定',
    publicity: '公示',
    payout: '兑付',
    result: '结果公示',
    applicant: '申请人办理',
    other: '其他',
  },
  en: {
    intake: 'Intake',
    acceptance: 'Acceptance',
    review: 'Review',
    'joint-review': 'Joint review',
    decision: 'Decision',
    publicity: 'Public notice',
    payout: 'Payout',
    result: 'Publication of the result',
    applicant: 'With the applicant',
    other: 'Other',
  },
});

export const policyClassWords: Messages<PolicyClass> = defineMessages({
  zh: {
    agriculture: '农业',
    industry: '工业',
    services: '服务业',
    culture: '文化旅游',
    talent: '人才',
    employment: '就业社保',
    'open-economy': '开放型经济',
    construction: '建筑业',
    technology: '科技数字',
  },
  en: {
    agriculture: 'Agriculture',
    industry: 'Industry',
    services: 'Services',
    culture: 'Culture and tourism',
    talent: 'Talent',
    employment: 'Employment and social insurance',
    'open-economy': 'Open economy',
    construction: 'Construction',
    technology: 'Science and digital',
  },
});

export const redemptionWords: Messages<Redemption> = defineMessages({
  zh: { 'no-application': '免申即享', instant: '即申即享', promised: '承诺兑现' },
  en: {
    'no-application': 'No application needed',
    instant: 'Decided at once',
    promised: 'Decided within a promised time',
  },
});

export const projectClassWords: Messages<ProjectClass> = defineMessages({
  zh: { qualification: '资格定补', 'data-check': '数据核校', selection: '审查遴选' },
  en: {
    qualification: 'Fixed sum for a qualification',
    'data-check': 'Calculated from checked data',
    selection: 'Selected on review',
  },
});

export const audienceWords: Messages<Audience> = defineMessages({
  zh: { enterprise: '企业', person: '个人' },
  en: { enterprise: 'Enterprises', person: 'Individuals' },
});

export const conditionKindWords: Messages<ConditionKind> = defineMessages({
  zh: { must: '必须符合', exclusion: '有此情形不予兑现', informational: '仅供参考' },
  en: { must: 'Must hold', exclusion: 'Excludes', informational: 'For information' },
});

type UnitKind = Unit['kind'];

export const unitKindWords: Messages<UnitKind> = defineMessages({
  zh: {
    city: '市',
    district: '区县',
    town: '镇街',
    village: '村社区',
    department: '部门',
    centre: '中心',
    window: '窗口',
    section: '科室',
  },
  en: {
    city: 'City',
    district: 'District',
    town: 'Town',
    village: 'Village',
    department: 'Department',
    centre: 'Centre',
    window: 'Window',
    section: 'Section',
  },
});
