import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composeBankCard,
  composeCreditCode,
  composeIdCard,
  creditCodeAlphabet,
  maskAccount,
  maskIdentity,
  maskPhone,
  parseBankCard,
  parseBranchCode,
  parseCompanyAccount,
  parseCreditCode,
  parseIdCard,
  parseIdentity,
  parseMobile,
} from '#core/identity';

const today = '2026-11-22';

describe('credit codes (GB 32100-2015)', () => {
  it.each([
    // Published codes of well-known bodies, so that the check is not held against itself.
    ['91110000802100433B', '110000'], // 百度在线
    ['914403001922038216', '440300'], // 华为技术
    ['91330100799655058B', '330100'], // 阿里巴巴（中国）
    ['9144030071526726XG', '440300'], // 腾讯计算机系统
  ])('reads the real code %s', (text, districtCode) => {
    expect(parseCreditCode(text)).toEqual({ ok: true, value: { number: text, districtCode } });
  });

  it('takes lower case, full width and blanks', () => {
    expect(parseCreditCode(' ９１４４０３００ 7152-6726xg ')).toMatchObject({
      ok: true,
      value: { number: '9144030071526726XG' },
    });
  });

  it.each([
    ['', 'EMPTY', {}],
    ['914403001922038', 'TOO_SHORT', { by: 3, expected: 18 }],
    ['91440300192203821600', 'TOO_LONG', { by: 2, expected: 18 }],
    ['91440300192203821O', 'ALPHABET', { character: 'O', position: 18 }],
    ['914403001922I38216', 'ALPHABET', { character: 'I', position: 13 }],
    ['91A403001922038216', 'ALPHABET', { character: 'A', position: 3 }],
    ['914403001922038217', 'CHECK_DIGIT', {}],
    ['914403001922038261', 'CHECK_DIGIT', {}],
  ])('says of %j: %s', (text, code, params) => {
    expect(parseCreditCode(text)).toEqual({ ok: false, error: { code, params } });
  });

  it('catches every single wrong character and every swap of neighbours that matters', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 8, max: 17 }),
        fc.integer({ min: 1, max: 30 }),
        (serial, at, shift) => {
          const code = composeCreditCode('330283', serial);
          expect(parseCreditCode(code)).toMatchObject({ ok: true, value: { districtCode: '330283' } });
          const wrong = creditCodeAlphabet[(creditCodeAlphabet.indexOf(code[at] as string) + shift) % 31] as string;
          expect(parseCreditCode(code.slice(0, at) + wrong + code.slice(at + 1)).ok).toBe(false);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('ID cards (GB 11643-1999)', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', 'female'], // the standard's own example
    ['440524188001010014', '1880-01-01', 'male'], // the standard's own example
  ])('reads %s', (number, birthDate, sex) => {
    expect(parseIdCard(number.toLowerCase(), today)).toEqual({
      ok: true,
      value: { number, districtCode: number.slice(0, 6), birthDate, sex },
    });
  });

  const on = (birthDate: string) => composeIdCard({ district: '330283', birthDate, sex: 'male', serial: 7 });
  it.each([
    ['', 'EMPTY', {}],
    ['110105491231002', 'TOO_SHORT', { by: 3, expected: 18 }],
    ['11010519491231002XX', 'TOO_LONG', { by: 1, expected: 18 }],
    ['1101051949123100XX', 'ALPHABET', { character: 'X', position: 17 }],
    ['110105194912310021', 'CHECK_DIGIT', {}],
    [on('1990-02-30'), 'NO_SUCH_DATE', { date: '1990-02-30' }],
    [on('1990-13-01'), 'NO_SUCH_DATE', { date: '1990-13-01' }],
    [on('1900-02-29'), 'NO_SUCH_DATE', { date: '1900-02-29' }],
    [on('2099-01-01'), 'FUTURE_DATE', { date: '2099-01-01' }],
    [on('2026-11-23'), 'FUTURE_DATE', { date: '2026-11-23' }],
  ])('says of %j: %s', (text, code, params) => {
    expect(parseIdCard(text, today)).toEqual({ ok: false, error: { code, params } });
  });

  it('takes a child born today and a leap day', () => {
    expect(parseIdCard(on('2026-11-22'), today).ok).toBe(true);
    expect(parseIdCard(on('2000-02-29'), today).ok).toBe(true);
  });

  it('catches every single wrong digit', () => {
    const card = composeIdCard({ district: '330283', birthDate: '1986-05-04', sex: 'female', serial: 12 });
    expect(parseIdCard(card, today)).toMatchObject({ ok: true, value: { sex: 'female' } });
    for (let at = 0; at < 17; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        if (String(digit) === card[at]) continue;
        expect(parseIdCard(card.slice(0, at) + digit + card.slice(at + 1), today).ok).toBe(false);
      }
    }
  });
});

describe('phones and accounts', () => {
  it.each(['13805741234', '+86 138 0574 1234', '0086-13805741234', '１３８０５７４１２３４'])(
    'reads the mobile %s',
    (text) => {
      expect(parseMobile(text)).toEqual({ ok: true, value: '13805741234' });
    },
  );
  it.each([
    ['1380574123', 'TOO_SHORT', { by: 1, expected: 11 }],
    ['138057412345', 'TOO_LONG', { by: 1, expected: 11 }],
    ['12805741234', 'PREFIX', { prefix: '12' }],
    ['1380574123a', 'ALPHABET', { character: 'A', position: 11 }],
  ])('says of the mobile %s: %s', (text, code, params) => {
    expect(parseMobile(text)).toEqual({ ok: false, error: { code, params } });
  });

  it('holds personal cards against Luhn, company accounts never', () => {
    expect(parseBankCard('6222 0212 0800 1234 56')).toMatchObject({ ok: false, error: { code: 'CHECK_DIGIT' } });
    expect(parseBankCard('4111 1111 1111 1111').ok).toBe(true);
    expect(parseBankCard(composeBankCard(42)).ok).toBe(true);
    expect(parseCompanyAccount('6222 0212 0800 1234 56')).toEqual({ ok: true, value: '622202120800123456' });
    expect(parseCompanyAccount('3901-1203')).toEqual({ ok: true, value: '39011203' });
    expect(parseCompanyAccount('3901A203')).toMatchObject({
      ok: false,
      error: { code: 'ALPHABET', params: { position: 5 } },
    });
    expect(parseCompanyAccount('3901')).toMatchObject({ ok: false, error: { code: 'TOO_SHORT', params: { by: 4 } } });
    expect(parseBranchCode('10233204001')).toMatchObject({ ok: false, error: { code: 'TOO_SHORT' } });
    expect(parseBranchCode('102332040015')).toEqual({ ok: true, value: '102332040015' });
  });

  it('chooses the number by kind of applicant', () => {
    expect(parseIdentity('enterprise', '9144030071526726xg', today)).toMatchObject({
      value: { number: '9144030071526726XG' },
    });
    expect(parseIdentity('person', '11010519491231002x', today)).toMatchObject({
      value: { number: '11010519491231002X' },
    });
    expect(parseIdentity('person', '9144030071526726XG', today).ok).toBe(false);
  });
});

describe('masks', () => {
  it('show enough to recognise and too little to use', () => {
    expect(maskIdentity('330283198605040016')).toBe('3302************16');
    expect(maskIdentity('12345')).toBe('*****');
    expect(maskAccount('3901120309000003021')).toBe('•••• 3021');
    expect(maskAccount('3021')).toBe('••••');
    expect(maskPhone('13805741234')).toBe('138****1234');
    expect(maskPhone('057488')).toBe('****88');
  });
});

describe('composed numbers', () => {
  it('are the same for the same seed and refuse what cannot be composed', () => {
    expect(composeCreditCode('330283', 5)).toBe(composeCreditCode('330283', 5));
    expect(() => composeCreditCode('33', 5)).toThrow(RangeError);
    expect(() => composeCreditCode('330283', -1)).toThrow(RangeError);
    expect(() => composeIdCard({ district: '33', birthDate: '1990-01-01', sex: 'male', serial: 1 })).toThrow(
      RangeError,
    );
  });
});
