import type { Role, Unit } from '#core/contract';

/** What a demo city is made of, as data. All names are invented. */
interface DemoUnit {
  readonly code: string;
  readonly parent: string | null;
  readonly name: string;
  readonly kind: Unit['kind'];
  readonly regionCode?: string;
  readonly phone?: string;
}

export interface DemoAccount {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Unit code; absent for applicants. */
  readonly unit?: string;
  /** What one can try with it. */
  readonly purpose: string;
}

export interface DemoCity {
  readonly slug: string;
  readonly name: string;
  readonly units: readonly DemoUnit[];
  readonly staff: readonly DemoAccount[];
}

/** One strong password for every demo account. */
export const demoPassword = 'Duixian-2026';

export const yungang: DemoCity = {
  slug: 'yungang',
  name: '云港市',
  units: [
    { code: 'yungang', parent: null, name: '云港市', kind: 'city', regionCode: '330200' },
    { code: 'jxj', parent: 'yungang', name: '市经济和信息化局', kind: 'department', phone: '0571-8800 1201' },
    { code: 'rsj', parent: 'yungang', name: '市人力资源和社会保障局', kind: 'department', phone: '0571-8800 1301' },
    { code: 'nyj', parent: 'yungang', name: '市农业农村局', kind: 'department', phone: '0571-8800 1401' },
    { code: 'czj', parent: 'yungang', name: '市财政局', kind: 'department', phone: '0571-8800 1501' },
    { code: 'zsj', parent: 'yungang', name: '市政务服务和数据管理局', kind: 'department', phone: '0571-8800 1601' },
    { code: 'spj', parent: 'yungang', name: '市行政审批局', kind: 'department', phone: '0571-8800 1701' },
    { code: 'zwzx', parent: 'yungang', name: '市政务服务中心', kind: 'centre', phone: '0571-8800 1801' },
    { code: 'hqck', parent: 'zwzx', name: '惠企政策综合窗口', kind: 'window', phone: '0571-8800 1802' },
    { code: 'binhai', parent: 'yungang', name: '滨海区', kind: 'district', regionCode: '330201' },
    { code: 'binhai-jxj', parent: 'binhai', name: '滨海区经济和信息化局', kind: 'department' },
    { code: 'binhai-zwzx', parent: 'binhai', name: '滨海区政务服务中心', kind: 'centre' },
    { code: 'dongling', parent: 'yungang', name: '东岭区', kind: 'district', regionCode: '330202' },
    { code: 'dongling-jxj', parent: 'dongling', name: '东岭区经济和信息化局', kind: 'department' },
    { code: 'dongling-zwzx', parent: 'dongling', name: '东岭区政务服务中心', kind: 'centre' },
  ],
  staff: [
    {
      login: 'admin',
      name: '许文博',
      role: 'tenant-admin',
      unit: 'yungang',
      purpose: '管理账号、单位、任职和工作日历',
    },
    {
      login: 'jxj-admin',
      name: '林若溪',
      role: 'department-admin',
      unit: 'jxj',
      purpose: '设计并发布智能工厂、示范园区政策',
    },
    { login: 'jxj-chushen', name: '周明', role: 'reviewer', unit: 'jxj', purpose: '经信局初审、形式审查' },
    { login: 'jxj-fushen', name: '王海', role: 'reviewer', unit: 'jxj', purpose: '经信局现场核查、公示' },
    { login: 'jxj-juzhang', name: '沈立群', role: 'reviewer', unit: 'jxj', purpose: '经信局分管局长审定' },
    { login: 'rsj-admin', name: '高洁', role: 'department-admin', unit: 'rsj', purpose: '设计并发布稳岗返还' },
    { login: 'rsj-shouli', name: '丁晓东', role: 'reviewer', unit: 'rsj', purpose: '人社局受理稳岗返还' },
    { login: 'rsj-hejiao', name: '何思源', role: 'reviewer', unit: 'rsj', purpose: '人社局数据核校' },
    { login: 'rsj-juzhang', name: '唐志刚', role: 'reviewer', unit: 'rsj', purpose: '人社局分管局长审定' },
    { login: 'nyj-admin', name: '田小禾', role: 'department-admin', unit: 'nyj', purpose: '从空白新建一项政策' },
    { login: 'caizheng', name: '赵敏', role: 'finance', unit: 'czj', purpose: '登记兑付、兑付失败和重新兑付' },
    { login: 'chuangkou', name: '吴芳', role: 'window', unit: 'hqck', purpose: '窗口代录、收件、受理' },
    { login: 'chuangkou2', name: '孙丽', role: 'window', unit: 'hqck', purpose: '另一位窗口人员' },
    { login: 'ducha', name: '郑刚', role: 'supervisor', unit: 'yungang', purpose: '督查全市办件' },
    { login: 'shenji', name: '何静', role: 'auditor', unit: 'yungang', purpose: '查看办件和审计日志' },
  ],
};

export const linhe: DemoCity = {
  slug: 'linhe',
  name: '临河市',
  units: [
    { code: 'linhe', parent: null, name: '临河市', kind: 'city', regionCode: '330600' },
    { code: 'jxj', parent: 'linhe', name: '市经济和信息化局', kind: 'department' },
    { code: 'czj', parent: 'linhe', name: '市财政局', kind: 'department' },
    { code: 'zwzx', parent: 'linhe', name: '市政务服务中心', kind: 'centre' },
    { code: 'zhck', parent: 'zwzx', name: '综合窗口', kind: 'window' },
  ],
  staff: [
    { login: 'admin', name: '贺成', role: 'tenant-admin', unit: 'linhe', purpose: '另一座城市，互不可见' },
    { login: 'jxj-admin', name: '苏晴', role: 'department-admin', unit: 'jxj', purpose: '发布政策' },
    { login: 'jxj-chushen', name: '白杨', role: 'reviewer', unit: 'jxj', purpose: '初审' },
    { login: 'jxj-juzhang', name: '严正', role: 'reviewer', unit: 'jxj', purpose: '审定' },
    { login: 'caizheng', name: '石敏', role: 'finance', unit: 'czj', purpose: '兑付' },
    { login: 'chuangkou', name: '路遥', role: 'window', unit: 'zhck', purpose: '窗口' },
  ],
};
