import type { CompiledForm, FieldInfo } from '#core/form';

/** A seeded stream of numbers in [0, 1): the same submissions in every run (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const file = { fileId: 'not-mine', name: 'a.pdf', size: 1 };
/** What a field of any type may be given, right or wrong. */
const values: readonly unknown[] = [
  ...[
    '',
    ' ',
    'x',
    '是',
    '2026-11-20',
    '2026-02-30',
    '2026-11',
    '09:30',
    '91330283MA28AB12X8',
    '330200',
    '13800138000',
  ],
  ...['x'.repeat(5000), '\u0000', '\ud800', '<script>1</script>', '{{ 1 }}', '__proto__', '$where', 'a.b'],
  ...[0, -1, 1.5, 1e308, -0, 12, 1_000_000, Number.MAX_SAFE_INTEGER],
  ...[true, false, null],
  ...[[], [[]], {}, { start: '2026-01-01', end: '2026-12-31' }, { start: 1, end: 2 }, { $gt: '' }, { length: 9 }],
  ...[[file], [file, file], [{ ...file, size: '1' }], ['选项一'], ['x', 'x'], { strokes: [[1, 2]] }, { typed: '张三' }],
  ...[[{ id: 'only' }], [{ id: 'only', name: '张三' }], [{ id: 'r1' }, { id: 'r1' }], [{ id: '$' }], [null]],
];

/** Answers for a form: most fields given, each with something that may or may not fit it. */
export function fuzzedAnswers(form: CompiledForm, random: () => number): Record<string, unknown> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const valueFor = (field: FieldInfo): unknown => {
    const options = field.options ?? [];
    if (options.length > 0 && random() < 0.3) return pick(options).value;
    if (field.columns.length > 0 && random() < 0.7)
      return Array.from({ length: Math.floor(random() * 4) }, (_, index) => ({
        id: random() < 0.9 ? `r${index}` : pick(values),
        ...Object.fromEntries(
          field.columns.filter(() => random() < 0.8).map((column) => [column.id, valueFor(column)]),
        ),
      }));
    return pick(values);
  };
  const answers = Object.fromEntries(
    form.fields.filter(() => random() < 0.8).map((field) => [field.id, valueFor(field)]),
  );
  if (random() < 0.2) answers[pick(['nonsense', 'constructor', '$set', 'a.b', ''])] = pick(values);
  return answers;
}
