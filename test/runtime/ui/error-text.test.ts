import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#core/contract';
import { ApiError } from '../../../runtime/client/api-error.js';
import { errorText } from '../../../runtime/ui/error-text.js';

const refusal = (
  code: ErrorCode,
  params: Record<string, unknown> = {},
  issues?: readonly { path: string; code: string; params?: Record<string, unknown> }[],
) => new ApiError({ code, status: 400, params, issues: issues as ApiError['issues'], requestId: undefined });

describe('errorText', () => {
  it.each([
    [45, '45 秒', '45 seconds'],
    [1, '1 秒', '1 second'],
    [60, '1 分钟', '1 minute'],
    [840, '14 分钟', '14 minutes'],
    [841, '15 分钟', '15 minutes'],
  ])('tells a wait of %i seconds as %s', (retryAfterSeconds, chinese, english) => {
    for (const code of ['ACCOUNT_LOCKED', 'TOO_MANY_REQUESTS'] as const) {
      expect(errorText(refusal(code, { retryAfterSeconds }), 'zh-CN')).toContain(`请 ${chinese}后再试`);
      expect(errorText(refusal(code, { retryAfterSeconds }), 'en-US')).toContain(`Try again in ${english}`);
    }
  });

  it('tells days as dates', () => {
    expect(errorText(refusal('CLOSED', { closesAt: '2026-11-27' }), 'zh-CN')).toBe('申报已于 11 月 27 日 截止');
  });

  it.each([
    [{ path: 'name', code: 'REQUIRED', params: { expected: 'string' } }, '请填写名称'],
    [{ path: 'name', code: 'TOO_SMALL', params: { minimum: 1, origin: 'string' } }, '请填写名称'],
    [{ path: 'name', code: 'TOO_SMALL', params: { minimum: 2, origin: 'string' } }, '名称至少 2 字'],
    [{ path: 'name', code: 'TOO_BIG', params: { maximum: 60, origin: 'string' } }, '名称最多 60 字'],
    [{ path: 'hours', code: 'TOO_BIG', params: { maximum: 4, origin: 'array' } }, '上班时间最多 4 项'],
    [{ path: 'year', code: 'TOO_BIG', params: { maximum: 2100, origin: 'int' } }, '年份最大为 2100'],
    [{ path: 'slug', code: 'WRONG_FORMAT', params: { format: 'regex' } }, '地址代码的格式不对'],
    [{ path: 'items.2.text', code: 'REQUIRED' }, '请填写第 3 项的补正说明'],
    [{ path: 'odd', code: 'UNKNOWN_FIELD' }, '多出了没有用的内容：“odd”'],
    [{ path: '', code: 'NO_VARIANT_FITS' }, '内容不是可以接受的写法'],
    [{ path: 'until', code: 'BEFORE_START' }, '结束日期早于开始的日子'],
  ])('says what is wrong with a request: %j', (issue, words) => {
    expect(errorText(refusal('INVALID_REQUEST', {}, [issue]), 'zh-CN')).toBe(
      `有内容不符合要求，请改好后再提交：${words}`,
    );
  });

  it('chooses the words by the refusal, for one code means different things', () => {
    const weak = [
      { path: 'password', code: 'TOO_SHORT', params: { min: 10 } },
      { path: 'password', code: 'CONTAINS_LOGIN', params: {} },
    ];
    expect(errorText(refusal('PASSWORD_TOO_WEAK', {}, weak), 'zh-CN')).toBe(
      '这个密码不够安全，请换一个：至少 10 位；不能包含账号',
    );
    const short = [{ path: 'identityNumber', code: 'TOO_SHORT', params: { by: 1, expected: 18 } }];
    expect(errorText(refusal('IDENTITY_INVALID', {}, short), 'en-US')).toContain(
      ': The identity number is 1 character short; it has 18',
    );
    const days = [
      { path: 'holidays.0.day', code: 'OTHER_YEAR', params: { day: '2025-01-01', year: 2026 } },
      { path: 'hours.0', code: 'HOURS_INVALID' },
    ];
    expect(errorText(refusal('CALENDAR_INVALID', {}, days), 'zh-CN')).toMatch(
      /：2025-01-01 不在 2026 年；上班时间要写成/,
    );
  });

  it('names the conditions that are not met', () => {
    const issues = [{ path: 'c1', code: 'CONDITION_NOT_MET', params: { title: '注册在云港市', clause: null } }];
    expect(errorText(refusal('NOT_ELIGIBLE', {}, issues), 'zh-CN')).toBe('有条件不符合，不能提交：注册在云港市');
  });

  it('stops after three issues and says how many there are', () => {
    const issues = ['name', 'code', 'phone', 'slug', 'slug'].map((path) => ({ path, code: 'REQUIRED' }));
    expect(errorText(refusal('INVALID_REQUEST', {}, issues), 'zh-CN')).toMatch(
      /请填写名称；请填写代码；请填写电话等 4 处$/,
    );
  });

  it('leaves out codes without words, and issues that a form shows itself', () => {
    const bare = '有内容不符合要求，请改好后再提交';
    expect(errorText(refusal('INVALID_REQUEST', {}, [{ path: 'a', code: 'toString' }]), 'zh-CN')).toBe(bare);
    expect(errorText(refusal('SUBMISSION_INVALID', {}, [{ path: 'a', code: 'REQUIRED' }]), 'zh-CN')).not.toContain(
      '：',
    );
  });

  it('calls everything else a fault of ours', () => {
    expect(errorText(new TypeError('x is not a function'), 'en-US')).toMatch(/^Something broke on our side/);
  });
});
