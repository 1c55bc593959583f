/** A document of about one kilobyte, of the kind that a case is. */
export function makeRow(n: number) {
  return {
    _id: n,
    tenantId: `t${n % 10}`,
    rev: 0,
    status: ['draft', 'filed', 'reviewing', 'decided'][n % 4] as string,
    filedAt: new Date(1_700_000_000_000 + n * 1000),
    amountFen: n * 100,
    applicant: { name: '某某科技有限公司', creditCode: '91330100MA27XXXXXX', phone: '13800000000' },
    submission: Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`field${i}`, `填写的内容 ${n} ${'x'.repeat(30)}`]),
    ),
  };
}
