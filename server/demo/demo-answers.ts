import type { SubmissionData } from '#core/form';
import type { DemoFirm } from './demo-applicants.js';

/** A file that was uploaded for an answer. */
interface DemoFile {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
}

type Answers = (
  firm: DemoFirm,
  creditCode: string,
  file: (name: string) => Promise<DemoFile>,
) => Promise<SubmissionData>;

const company = (firm: DemoFirm, creditCode: string) => ({
  company: firm.name,
  creditCode,
  legalPerson: firm.legalPerson,
  contact: firm.contact,
  mobile: firm.mobile,
});

const account = (firm: DemoFirm) => ({
  payee: firm.name,
  bank: '中国工商银行云港支行',
  branchCode: '102331000012',
  accountNumber: `12020202099000${firm.mobile.slice(-5)}`,
  promise: true,
});

/** Whole answers to the form of each template, for a firm. */
export const answersFor: Readonly<Record<string, Answers>> = {
  'smart-factory-award': async (firm, creditCode, file) => ({
    ...company(firm, creditCode),
    category: firm.category,
    documentNumber: '云经信〔2026〕18号',
    recognisedOn: '2026-01-20',
    siteName: '一号智能工厂',
    investment: 186_000_000,
    jobs: Math.round(firm.staff / 4),
    overview:
      '建成自动化产线十二条，覆盖下料、加工、装配和检测四个环节，关键设备联网率 96%，建成制造执行系统和能源管理平台，产品不良率由 1.8% 降到 0.7%，单位产值能耗下降 21%。',
    equipment: [
      { id: 'r1', equipmentName: '五轴加工中心', equipmentCount: 6, equipmentCost: 78_000_000 },
      { id: 'r2', equipmentName: '自动导引运输车', equipmentCount: 14, equipmentCost: 31_000_000 },
      { id: 'r3', equipmentName: '视觉检测工作站', equipmentCount: 8, equipmentCost: 19_200_000 },
    ],
    photos: [await file('车间现场照片.pdf')],
    ...(firm.category === '省级未来工厂' ? { summaryReport: [await file('未来工厂建设总结.pdf')] } : {}),
    ...account(firm),
  }),
  'stable-jobs-refund': async (firm, creditCode) => ({
    ...company(firm, creditCode),
    size: firm.size,
    staff: firm.staff,
    months: firm.months,
    layoffRate: Math.round(firm.layoffRate * 100) / 100,
    premium: firm.premiumFen,
    disputes: false,
    purposes: ['职工生活补助', '技能提升培训'],
    ...account(firm),
  }),
  'digital-park-award': async (firm, creditCode, file) => ({
    ...company(firm, creditCode),
    parkName: firm.park ?? firm.name,
    planYear: 2026,
    companies: 46,
    period: { start: '2025-03-01', end: '2026-06-30' },
    acceptedOn: '2026-07-15',
    acceptance: [await file('竣工验收报告.pdf')],
    overview:
      '园区建成统一的数字底座和运营平台，实现能耗、安全、物业、招商四类业务在线管理，四十六家入驻企业全部上云，三十二家接入设备数据。园区骨干网升级为万兆，部署边缘计算节点六个，开放数据接口二十一项，入驻企业平均用能成本下降百分之十二，招商签约周期缩短三分之一。',
    items: [
      {
        id: 'i1',
        itemName: '园区万兆骨干网',
        itemKind: '硬件',
        supplier: '云港网信工程有限公司',
        itemCost: 96_000_000,
      },
      {
        id: 'i2',
        itemName: '边缘计算节点',
        itemKind: '硬件',
        supplier: '云港海纳智能装备有限公司',
        itemCost: 54_500_000,
      },
      {
        id: 'i3',
        itemName: '园区运营平台软件',
        itemKind: '软件',
        supplier: '云港数智软件有限公司',
        itemCost: 72_800_000,
      },
    ],
    audit: [await file('专项审计报告.pdf')],
    contracts: [await file('合同和发票.pdf')],
    infrastructure: 17.5,
    platform: 26,
    cloud: 25.5,
    operation: 16,
    ...account(firm),
  }),
};
