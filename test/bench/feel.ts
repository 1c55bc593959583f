import { evaluate as feelin } from 'feelin';
import { compileDecisions, type Decision, evaluateDecisions } from '#core/dmn';
import { compileExpression, type FeelScope, type FeelValue, toFeel } from '#core/feel';
import { assessPolicy, type Condition, compileRules, quickVerdict } from '#core/policy';

/** One line of the report. */
export interface FeelMeasure {
  readonly name: string;
  /** Evaluations a second: compiled here, and by feelin, which reads the source each time. */
  readonly perSecond: number;
  readonly feelinPerSecond: number;
  readonly times: number;
  /** Microseconds for compiling once. */
  readonly compileMicros: number;
}

const now = '2026-11-22T06:30:00Z';

const firm = {
  上年度营业收入: 23_456_789.12,
  研发费用: 1_500_000,
  职工人数: 86,
  注册地: '杭州市余杭区',
  所属行业: '软件和信息技术服务业',
  是否失信被执行人: false,
  申报金额: 350_000.55,
  '上一年度研发费用加计扣除后的应纳税所得额（万元）': 812.5,
  明细: Array.from({ length: 20 }, (_, i) => ({ 名称: `设备${i}`, 金额: 12_345.67 * (i + 1), 数量: i + 1 })),
};

const cases: readonly (readonly [name: string, source: string, plain?: string])[] = [
  ['a comparison', '上年度营业收入 >= 2000万', '上年度营业收入 >= 20000000'],
  [
    'a typical condition',
    '上年度营业收入 >= 2000万 and 职工人数 between 10 and 300 and 注册地 = "杭州市余杭区" and not(是否失信被执行人)',
    '上年度营业收入 >= 20000000 and 职工人数 between 10 and 300 and 注册地 = "杭州市余杭区" and not(是否失信被执行人)',
  ],
  ['a choice of texts', '所属行业 in ("制造业", "建筑业", "软件和信息技术服务业")'],
  ['money', 'if 申报金额 * 0.3 > 100000 then 100000 else 申报金额 * 0.3'],
  ['a ratio', '研发费用 / 上年度营业收入 >= 0.05'],
  ['a quantifier over 20 rows', 'some 行 in 明细 satisfies 行.金额 > 200000 and 行.数量 >= 15'],
  ['a sum over 20 rows', 'sum(for 行 in 明细 return 行.金额 * 行.数量)'],
  ['a filter', 'count(明细[金额 > 100000])'],
  ['a long Chinese name', '上一年度研发费用加计扣除后的应纳税所得额（万元） * 2 > 1000'],
  ['dates', 'date("2026-01-01") + duration("P1Y") > date("2026-11-22")'],
];

/** Processor time of this process, in milliseconds: what else the machine does is not counted. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs for about so long, and says how often a second of processor time. */
function rate(work: () => unknown, milliseconds: number): number {
  for (let i = 0; i < 20; i++) work();
  const start = processorTime();
  let rounds = 0;
  let batch = 1;
  while (processorTime() - start < milliseconds) {
    for (let i = 0; i < batch; i++) work();
    rounds += batch;
    batch = Math.min(batch * 2, 10_000);
  }
  return (rounds * 1000) / (processorTime() - start);
}

function measure([name, source, plain = source]: (typeof cases)[number]): FeelMeasure {
  const names = [...Object.keys(firm), '名称', '金额', '数量'];
  const program = compileExpression(source, { names });
  if (!program.ok) throw new Error(`Expected ${source} to compile`);
  const variables = Object.fromEntries(
    Object.entries(firm).map(([key, value]) => [key, toFeel(value, { kind: 'any' })]),
  );
  const scope: FeelScope = { variables, now };
  const perSecond = rate(() => program.value.evaluate(scope), 400);
  const feelinPerSecond = rate(() => feelin(plain, firm), 400);
  const compileMicros = 1_000_000 / rate(() => compileExpression(source, { names }), 200);
  return { name, perSecond, feelinPerSecond, times: perSecond / feelinPerSecond, compileMicros };
}

/** The live heap in megabytes, after collecting what is dead. */
function liveHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}

/** A million rows through ten conditions, on one core, in seconds; and how the live heap grew from the first tenth on. */
function screen(rows: number): { readonly seconds: number; readonly hits: number; readonly heapGrowthMb: number } {
  const sources = [
    '营收 >= 2000万',
    '人数 between 10 and 300',
    '行业 in ("制造业", "软件业")',
    'not(失信)',
    '研发 / 营收 >= 0.05',
    '地区 = "余杭"',
    '成立日期 <= @"2023-11-22"',
    '营收 * 0.03 > 50万 or 人数 > 100',
    'if 行业 = "软件业" then 研发 > 100万 else 研发 > 200万',
    '营收 - 研发 > 0',
  ];
  const programs = sources
    .map((source) => compileExpression(source))
    .flatMap((program) => (program.ok ? [program.value] : []));
  const dates = Array.from({ length: 365 }, (_, i) =>
    toFeel(new Date(Date.UTC(2023, 0, i + 1)).toISOString().slice(0, 10), { kind: 'date' }),
  );
  let before = 0;
  const start = processorTime();
  let hits = 0;
  for (let i = 0; i < rows; i++) {
    if (i === rows / 10) before = liveHeap();
    const variables: Record<string, FeelValue> = {
      营收: 10_000_000 + (i % 1000) * 50_000,
      人数: i % 400,
      行业: i % 3 ? '软件业' : '制造业',
      失信: i % 50 === 0,
      研发: 600_000 + (i % 700) * 5000,
      地区: i % 4 ? '余杭' : '滨江',
      成立日期: dates[i % 365] ?? null,
    };
    const scope = { variables, now };
    let passed = 0;
    for (const program of programs) if (program.evaluate(scope).value === true) passed++;
    if (passed === programs.length) hits++;
  }
  const seconds = (processorTime() - start) / 1000;
  return { seconds, hits, heapGrowthMb: liveHeap() - before };
}

/** Whole policies: a verdict over ten conditions and a decision table of thirty rules; and the same with its traces. */
function policies(): {
  readonly quickPerSecond: number;
  readonly explainedPerSecond: number;
  readonly tablePerSecond: number;
} {
  const names = Object.keys(firm);
  const table: Decision = {
    id: 'level',
    name: '档次',
    clause: '',
    logic: {
      kind: 'table',
      hitPolicy: 'U',
      inputs: [
        { id: 'a', label: '', feel: '上年度营业收入', type: 'number', allowed: '' },
        { id: 'b', label: '', feel: '所属行业', type: 'string', allowed: '' },
      ],
      outputs: [{ id: 'o', name: '', label: '', type: 'number', allowed: '', otherwise: '0' }],
      rules: Array.from({ length: 30 }, (_, i) => ({
        id: `r${i}`,
        when: [`[${i * 100}万..${i * 100 + 100}万)`, '"软件和信息技术服务业", "制造业"'],
        give: [`${i + 1}万`],
        note: '',
      })),
    },
  };
  const condition = (feel: string, index: number): Condition => ({
    id: `c${index}`,
    title: '',
    clause: '',
    feel,
    kind: 'must',
    onUnknown: 'ask',
  });
  const conditions = cases.filter(([name]) => name !== 'money' && !name.startsWith('a sum') && name !== 'a filter');
  const sources = conditions.flatMap(([, source]) => [source, `not(${source})`]);
  const rules = compileRules({ conditions: sources.slice(0, 10).map(condition), decisions: [table], amount: null }, [
    ...names,
    '名称',
    '金额',
    '数量',
  ]);
  const bare = compileDecisions([table], names);
  const variables = Object.fromEntries(
    names.map((name) => [name, toFeel(firm[name as keyof typeof firm], { kind: 'any' })]),
  );
  return {
    quickPerSecond: rate(() => quickVerdict(rules, variables, now), 400),
    explainedPerSecond: rate(() => assessPolicy(rules, { variables, now, describe: () => undefined }), 400),
    tablePerSecond: rate(() => evaluateDecisions(bare, { variables, now }), 400),
  };
}

/** Measures FEEL against `feelin` in the same process, and screening speed; prints a table. */
export async function run(): Promise<{
  readonly measures: readonly FeelMeasure[];
  readonly screening: ReturnType<typeof screen>;
}> {
  const measures = cases.map(measure);
  console.table(
    measures.map(({ name, perSecond, feelinPerSecond, times, compileMicros }) => ({
      case: name,
      'per second': Math.round(perSecond),
      'feelin per second': Math.round(feelinPerSecond),
      times: Math.round(times),
      'compile µs': Math.round(compileMicros),
    })),
  );
  const rows = 1_000_000;
  const screening = screen(rows);
  console.log(
    `${rows} rows × 10 conditions: ${screening.seconds.toFixed(2)} s, ${screening.hits} hits, live heap +${screening.heapGrowthMb.toFixed(1)} MB from the first tenth to the end`,
  );
  const whole = policies();
  console.table(Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, Math.round(value)])));
  return { measures, screening };
}
