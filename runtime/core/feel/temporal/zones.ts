/** Since 15 September 1991 China has had no summer time; every later instant is +08:00. */
const chinaFixedSince = 684_900_000;
const chinaOffset = 28_800;

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = makeFormat(zone);
  // Zone names come from sources: the cache must not grow without bound.
  if (formats.size < 1000) formats.set(zone, made);
  return made;
}

function makeFormat(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}

/** True for a name of the IANA time zone database. */
export const isZone = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name) && formatOf(name) !== null;

/** Offset of a zone from UTC in seconds, at a UTC second or at a local clock reading. */
export function offsetAt(zone: string, second: number, reading: 'utc' | 'local'): number {
  if (zone === 'Asia/Shanghai' && second > chinaFixedSince + chinaOffset) return chinaOffset;
  if (reading === 'utc') return utcOffset(zone, second);
  const guess = utcOffset(zone, second - utcOffset(zone, second));
  return utcOffset(zone, second - guess);
}

/** Instants that a JS date can hold. */
const maxSecond = 8.64e12;

function utcOffset(zone: string, second: number): number {
  const format = formatOf(zone);
  if (!format) return 0;
  const at = Math.max(-maxSecond, Math.min(maxSecond, Math.floor(second)));
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(new Date(at * 1000))) part[type] = value;
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const shown = new Date(0);
  shown.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  shown.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return shown.getTime() / 1000 - at;
}
