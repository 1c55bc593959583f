import { composeCreditCode, composeIdCard } from '#core/identity';
import type { RegistryFact } from '../applicants/applicant-model.js';

/** A firm of the demo city with what the registry knows. Names are invented, numbers valid and made up. */
export interface DemoFirm {
  readonly key: string;
  readonly name: string;
  readonly city: string;
  readonly district: '滨海区' | '东岭区' | '城区';
  readonly legalPerson: string;
  readonly contact: string;
  readonly mobile: string;
  readonly size: '大型' | '中型' | '小型' | '微型';
  /** Recognition list of smart factories. */
  readonly category: '无' | '省级未来工厂' | '省级智能工厂' | '市级智能工厂' | '省级数字化车间' | '市级数字化车间';
  readonly months: number;
  readonly staff: number;
  readonly layoffRate: number;
  readonly premiumFen: number;
  readonly park?: string;
  readonly dishonest?: boolean;
  /** Login of the account that acts for it; absent for a firm that only comes to the counter. */
  readonly login?: string;
  readonly purpose?: string;
}

type Row = readonly [
  key: string,
  name: string,
  district: DemoFirm['district'],
  legalPerson: string,
  contact: string,
  size: DemoFirm['size'],
  category: DemoFirm['category'],
  staff: number,
  premiumFen: number,
  more?: Partial<DemoFirm>,
];

const rows: readonly Row[] = [
  [
    'f01',
    '云港精工机械有限公司',
    '滨海区',
    '陈志远',
    '林雪',
    '中型',
    '省级智能工厂',
    412,
    28_640_000,
    { login: 'qiye', purpose: '手机上申报、补正、查进度' },
  ],
  [
    'f02',
    '云港海纳智能装备有限公司',
    '滨海区',
    '顾海峰',
    '汪洋',
    '大型',
    '省级未来工厂',
    1860,
    214_367_850,
    { login: 'qiye2', purpose: '另一家企业' },
  ],
  [
    'f03',
    '云港东岭食品有限公司',
    '东岭区',
    '钱卫东',
    '赵莹',
    '小型',
    '市级数字化车间',
    28,
    3_864_000,
    { layoffRate: 10.71 },
  ],
  ['f04', '云港新材料科技有限公司', '滨海区', '方敏', '叶青', '中型', '省级数字化车间', 236, 17_420_000],
  ['f05', '云港汇通纺织有限公司', '东岭区', '余建平', '潘晓燕', '中型', '市级智能工厂', 318, 21_960_000],
  ['f06', '云港港务装备集团有限公司', '滨海区', '严国强', '邵峰', '大型', '省级智能工厂', 3260, 512_367_850],
  ['f07', '云港瑞康医疗器械有限公司', '城区', '蒋丽华', '宋涛', '小型', '省级数字化车间', 96, 7_218_000],
  ['f08', '云港金帆电子有限公司', '滨海区', '陆文杰', '谢婷', '中型', '市级智能工厂', 275, 19_804_000],
  ['f09', '云港绿源环保设备有限公司', '东岭区', '冯春雷', '邓超', '小型', '市级数字化车间', 54, 4_106_000],
  ['f10', '云港天和汽车零部件有限公司', '滨海区', '贾宏伟', '彭莉', '中型', '省级智能工厂', 520, 36_015_000],
  [
    'f11',
    '云港云谷产业园运营有限公司',
    '滨海区',
    '罗晓峰',
    '曹颖',
    '中型',
    '无',
    86,
    6_904_000,
    { park: '云谷数字化产业园', login: 'yuanqu', purpose: '申报数字化示范园区' },
  ],
  [
    'f12',
    '云港临空科创园管理有限公司',
    '东岭区',
    '董一鸣',
    '袁媛',
    '小型',
    '无',
    42,
    3_120_000,
    { park: '临空科创园' },
  ],
  ['f13', '云港老字号酱业有限公司', '城区', '范守信', '石磊', '小型', '无', 63, 5_011_000, { layoffRate: 3.1 }],
  [
    'f14',
    '云港恒达建材有限公司',
    '东岭区',
    '段永强',
    '薛梅',
    '中型',
    '市级数字化车间',
    190,
    14_300_000,
    { dishonest: true },
  ],
  ['f15', '云港晨光包装有限公司', '城区', '孔令德', '武丹', '微型', '无', 12, 918_000, { months: 7 }],
];

export const yungangFirms: readonly DemoFirm[] = rows.map(
  ([key, name, district, legalPerson, contact, size, category, staff, premiumFen, more], index) => ({
    key,
    name,
    city: '云港市',
    district,
    legalPerson,
    contact,
    mobile: `1380000${String(1001 + index)}`,
    size,
    category,
    months: 36 + index * 9,
    staff,
    layoffRate: 1.2 + (index % 5) * 0.7,
    premiumFen,
    ...more,
  }),
);

export const linheFirms: readonly DemoFirm[] = [
  {
    key: 'l01',
    name: '临河康泰机电有限公司',
    city: '云港市',
    district: '城区',
    legalPerson: '柳青',
    contact: '柳青',
    mobile: '13800002001',
    size: '中型',
    category: '市级智能工厂',
    months: 40,
    staff: 150,
    layoffRate: 1.5,
    premiumFen: 9_000_000,
    login: 'qiye',
    purpose: '临河市的企业',
  },
];

/** People of the demo city; the two with a login can sign in. */
export const yungangPersons: readonly { name: string; birthDate: string; sex: 'male' | 'female'; login?: string }[] = [
  { name: '黄晓梅', birthDate: '1990-05-17', sex: 'female', login: 'geren' },
  { name: '张立伟', birthDate: '1986-11-02', sex: 'male', login: 'geren2' },
  { name: '刘思琪', birthDate: '1999-03-28', sex: 'female' },
  { name: '马俊杰', birthDate: '1978-08-09', sex: 'male' },
  { name: '朱雨桐', birthDate: '2001-12-15', sex: 'female' },
];

const regionOf = { 滨海区: '330201', 东岭区: '330202', 城区: '330200' } as const;

export const creditCodeOf = (firm: DemoFirm, serial: number): string =>
  composeCreditCode(regionOf[firm.district], 4000 + serial);

export const idCardOf = (person: (typeof yungangPersons)[number], serial: number): string =>
  composeIdCard({ district: '330201', birthDate: person.birthDate, sex: person.sex, serial: 100 + serial });

/** What the registry holds of a firm. Name and credit code are not stored among the facts, see `identity-facts`. */
export function factsOfFirm(firm: DemoFirm, asOf: string): readonly RegistryFact[] {
  const from = (source: string) => (name: string, value: RegistryFact['value']) => ({ name, value, source, asOf });
  const market = from('市场监管登记');
  const industry = from('市经信局');
  const insurance = from('市社保中心');
  const listed = firm.category !== '无';
  return [
    market('法定代表人', firm.legalPerson),
    market('注册城市', firm.city),
    market('注册区县', firm.district),
    market('成立日期', '2012-06-18'),
    market('经营状态', '存续'),
    from('统计局划型结果')('企业规模', firm.size),
    from('市信用平台')('严重失信', firm.dishonest === true),
    from('市应急管理局')('近三年重大安全环保事故', false),
    industry('认定类别', firm.category),
    ...(listed ? [industry('认定文号', '云经信〔2026〕18号'), industry('认定日期', '2026-01-20')] : []),
    industry('已领同类奖励', 0),
    insurance('参保地', firm.city),
    insurance('参保月数', firm.months),
    insurance('参保人数', firm.staff),
    insurance('裁员率', Math.round(firm.layoffRate * 100) / 100),
    insurance('上年度失业保险费', firm.premiumFen),
    from('市发展和改革委员会')('僵尸企业', false),
    ...(firm.park === undefined
      ? []
      : [industry('列入建设计划', true), industry('计划年度', 2026), industry('园区名称', firm.park)]),
  ];
}
