import type { RegistryVariable } from '#core/policy';
import { creditCodeVariable, firmNameVariable, isUsableName, type SnapshotColumn } from './column.js';
import { readCell } from './read-cell.js';

/** What a header without a variable of its own could become; the person who imports decides. */
export interface ColumnGuess {
  readonly index: number;
  readonly header: string;
  /** Null: left out. A variable that nobody knows yet is new to the city. */
  readonly column: SnapshotColumn | null;
  readonly isNew: boolean;
}

/** Headers that mean a variable without being called so. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['名称', firmNameVariable],
  ['单位名称', firmNameVariable],
  ['公司名称', firmNameVariable],
  ['企业全称', firmNameVariable],
  ['信用代码', creditCodeVariable],
  ['社会信用代码', creditCodeVariable],
  ['统一信用代码', creditCodeVariable],
  ['纳税人识别号', creditCodeVariable],
]);

const moneyUnits: ReadonlyMap<string, 'yuan' | 'wan'> = new Map([
  ['元', 'yuan'],
  ['万元', 'wan'],
  ['万', 'wan'],
]);

/** Guesses what each column is, by its header and, where that is new, by a few rows. */
export function guessColumns(
  headers: readonly string[],
  samples: readonly (readonly (string | null)[])[],
  known: readonly RegistryVariable[],
): readonly ColumnGuess[] {
  const byText = new Map(
    known.flatMap((variable) => [variable.label, variable.name].map((text) => [plain(text), variable] as const)),
  );
  const byName = new Map(known.map((variable) => [variable.name, variable]));
  const taken = new Set<string>();
  return headers.map((header, index) => {
    const { name, unit } = split(header);
    const found = byText.get(plain(header)) ?? byText.get(plain(name)) ?? byName.get(aliases.get(name) ?? '');
    const variable =
      found ??
      newVariable(
        name,
        unit,
        samples.map((row) => row[index] ?? null),
      );
    if (variable === null || taken.has(variable.name)) return { index, header, column: null, isNew: false };
    taken.add(variable.name);
    const moneyUnit = variable.type === 'money' ? (moneyUnits.get(unit) ?? 'yuan') : undefined;
    return {
      index,
      header,
      column: { index, variable, ...(moneyUnit === undefined ? {} : { moneyUnit }) },
      isNew: found === undefined,
    };
  });
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s*:：]/g, '')
    .toLowerCase();

/** `上年度营业收入（万元）` is the name and its unit. */
function split(header: string): { readonly name: string; readonly unit: string } {
  const text = header.normalize('NFKC').replace(/[\s*]/g, '');
  const match = /^(.*?)[([](?:单位[:：]?)?([^()[\]]{1,8})[)\]]$/.exec(text);
  return match === null ? { name: text, unit: '' } : { name: match[1] ?? '', unit: match[2] ?? '' };
}

function newVariable(name: string, unit: string, samples: readonly (string | null)[]): RegistryVariable | null {
  const usable = name
    .replace(/[^\p{L}\p{N}_]/gu, '')
    .replace(/^[\p{N}_]+/u, '')
    .slice(0, 40);
  if (usable === '' || !isUsableName(usable)) return null;
  const type = moneyUnits.has(unit) ? 'money' : typeOf(samples);
  return {
    name: usable,
    label: name,
    type,
    ...(type === 'number' && unit !== '' ? { unit } : {}),
    source: '',
    audience: 'enterprise',
  };
}

/** The first type that every sample keeps; text always does. Leading noughts are numbers of something, not figures. */
function typeOf(samples: readonly (string | null)[]): RegistryVariable['type'] {
  const told = samples.filter((text): text is string => text !== null && text.trim() !== '');
  if (told.length === 0) return 'string';
  const fits = (type: RegistryVariable['type']) =>
    told.every(
      (text) =>
        readCell({ index: 0, variable: { name: '', label: '', type, source: '', audience: 'enterprise' } }, text).ok,
    );
  if (told.every((text) => /^[是否有无]$/.test(text.trim()))) return 'boolean';
  if (told.every((text) => /^0\d|^\d{11,}$/.test(text.trim()))) return 'string';
  if (told.every((text) => /[-/.年]/.test(text)) && fits('date')) return 'date';
  return fits('number') ? 'number' : 'string';
}
