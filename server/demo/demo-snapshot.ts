import { composeCreditCode } from '#core/identity';
import { yuanText } from '#core/money';
import { creditCodeVariable, csvLine, firmNameVariable } from '#core/screening';
import { creditCodeOf, type DemoFirm, factsOfFirm } from './demo-applicants.js';

/** Firms of the snapshot that nobody has heard of otherwise. */
const strangers = 320;

const first = [
  '海',
  '恒',
  '瑞',
  '华',
  '盛',
  '信',
  '泰',
  '兴',
  '宏',
  '嘉',
  '博',
  '远',
  '中',
  '润',
  '鼎',
  '凯',
  '明',
  '新',
  '东',
  '众',
];
const second = ['达', '丰', '源', '科', '润', '诚', '腾', '锐', '光', '联', '创', '晟', '德', '康', '利', '通'];
const trades = ['机械', '电子', '材料', '装备', '纺织', '食品', '医药', '包装', '模具', '汽配', '环保', '软件'];
const sizes = ['大型', '中型', '小型', '微型'] as const;
const categories = ['省级未来工厂', '省级智能工厂', '市级智能工厂', '省级数字化车间', '市级数字化车间'] as const;
const districts = ['滨海区', '东岭区', '城区'] as const;
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const givenNames = ['建国', '志强', '秀英', '海涛', '丽华', '伟', '敏', '晓东', '国平', '雪梅'];

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** Columns of the table that the city's offices put together; the last two are the city's own. */
const columns = [
  firmNameVariable,
  creditCodeVariable,
  '法定代表人',
  '注册城市',
  '注册区县',
  '成立日期',
  '经营状态',
  '企业规模',
  '严重失信',
  '近三年重大安全环保事故',
  '认定类别',
  '认定文号',
  '认定日期',
  '已领同类奖励',
  '参保地',
  '参保月数',
  '参保人数',
  '裁员率',
  '上年度失业保险费',
  '僵尸企业',
  '上年度营业收入',
  '上年度研发费用',
] as const;
const headers: Readonly<Record<string, string>> = {
  已领同类奖励: '已领同类奖励（元）',
  上年度失业保险费: '上年度失业保险费（元）',
  上年度营业收入: '上年度营业收入（元）',
  上年度研发费用: '上年度研发费用（元）',
};

type Cells = Readonly<Record<string, string>>;

/** A CSV of the demo city's firms: those that have accounts with what the registry holds of them, and some hundred more. */
export function demoSnapshot(firms: readonly DemoFirm[]): Buffer {
  const known = firms.map((firm, index) => knownFirm(firm, index));
  const others = Array.from({ length: strangers }, (_, n) => stranger(n));
  const lines = [...known, ...others].map((cells) => columns.map((name) => cells[name] ?? ''));
  return Buffer.from([columns.map((name) => headers[name] ?? name), ...lines].map(csvLine).join(''));
}

const money = new Set(Object.keys(headers));
const yesNo = (value: boolean) => (value ? '是' : '否');

function cellOf(name: string, value: unknown): string {
  if (typeof value === 'boolean') return yesNo(value);
  return money.has(name) && typeof value === 'number' ? yuanText(value) : String(value);
}

function knownFirm(firm: DemoFirm, index: number): Cells {
  const facts = factsOfFirm(firm, '').map(({ name, value }) => [name, cellOf(name, value)] as const);
  return {
    [firmNameVariable]: firm.name,
    [creditCodeVariable]: creditCodeOf(firm, index + 1),
    ...Object.fromEntries(facts),
    上年度营业收入: String(firm.staff * 620_000),
    上年度研发费用: String(firm.staff * 24_000),
  };
}

/** A firm by its number; every figure follows from it, so that each demo has the same city. */
function stranger(n: number): Cells {
  const size = pick(sizes, (n * 7) % 13);
  const staff = { 大型: 900, 中型: 260, 小型: 60, 微型: 9 }[size] + ((n * 37) % 50);
  const isListed = n % 11 === 3;
  const months = n % 23 === 5 ? 8 + (n % 4) : 14 + ((n * 5) % 120);
  const revenue = staff * (300_000 + ((n * 7919) % 700_000));
  return {
    [firmNameVariable]: `云港${pick(first, n)}${pick(second, Math.floor(n / first.length))}${pick(trades, n * 5 + Math.floor(n / 7))}有限公司`,
    [creditCodeVariable]: composeCreditCode('330201', 20_000 + n),
    法定代表人: `${surnames[(n * 3) % surnames.length]}${pick(givenNames, n * 7 + 1)}`,
    注册城市: n % 40 === 9 ? '临河市' : '云港市',
    注册区县: pick(districts, n),
    成立日期: `${2001 + ((n * 11) % 24)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + ((n * 5) % 28)).padStart(2, '0')}`,
    经营状态: n % 60 === 17 ? '停业' : '存续',
    企业规模: size,
    严重失信: yesNo(n % 45 === 14),
    近三年重大安全环保事故: yesNo(n % 70 === 36),
    认定类别: isListed ? pick(categories, n) : '无',
    ...(isListed ? { 认定文号: '云经信〔2026〕18号', 认定日期: '2026-01-20' } : {}),
    已领同类奖励: isListed && n % 4 === 0 ? '100000' : '0',
    参保地: '云港市',
    参保月数: String(months),
    参保人数: String(staff),
    裁员率: (((n * 13) % 83) / 10).toFixed(1),
    上年度失业保险费: String(staff * 690),
    僵尸企业: yesNo(n % 150 === 149),
    上年度营业收入: String(revenue),
    上年度研发费用: String(Math.round(revenue * 0.01 * (n % 8))),
  };
}
