/** A description of the JSON a part may be. Small on purpose: what it cannot say is checked by `checkPolicy`. */
export type Shape =
  | { readonly is: 'text'; readonly max: number }
  | { readonly is: 'integer'; readonly min: number; readonly max: number }
  | { readonly is: 'boolean' }
  | { readonly is: 'one-of'; readonly values: readonly string[] }
  | { readonly is: 'one-of-numbers'; readonly values: readonly number[] }
  | { readonly is: 'id' }
  /** An object whose `kind` says which shape it has. */
  | { readonly is: 'by-kind'; readonly of: Readonly<Record<string, Shape>> }
  | { readonly is: 'nullable'; readonly of: Shape }
  | { readonly is: 'list'; readonly of: Shape; readonly max: number }
  | { readonly is: 'map'; readonly of: Shape; readonly max: number }
  | {
      readonly is: 'object';
      readonly needed: Readonly<Record<string, Shape>>;
      readonly optional?: Readonly<Record<string, Shape>>;
    };

export interface ShapeFault {
  readonly path: string;
  readonly code: 'VALUE_NOT_ALLOWED' | 'TEXT_TOO_LONG';
  readonly params: Readonly<Record<string, string | number>>;
}

/** Everything that is wrong with a value, each with its path; nothing is changed, dropped or defaulted. */
export function shapeFaults(value: unknown, shape: Shape, path = ''): readonly ShapeFault[] {
  switch (shape.is) {
    case 'text':
      if (typeof value !== 'string') return [notAllowed(path, 'text')];
      return value.length > shape.max ? [{ path, code: 'TEXT_TOO_LONG', params: { max: shape.max } }] : [];
    case 'id':
      return typeof value === 'string' && /^[A-Za-z][\w-]{0,39}$/.test(value) ? [] : [notAllowed(path, 'id')];
    case 'integer': {
      const fits = Number.isSafeInteger(value) && (value as number) >= shape.min && (value as number) <= shape.max;
      return fits ? [] : [notAllowed(path, `${shape.min}–${shape.max}`)];
    }
    case 'boolean':
      return typeof value === 'boolean' ? [] : [notAllowed(path, 'true, false')];
    case 'one-of':
      return typeof value === 'string' && shape.values.includes(value)
        ? []
        : [notAllowed(path, shape.values.join(', '))];
    case 'one-of-numbers':
      return typeof value === 'number' && shape.values.includes(value)
        ? []
        : [notAllowed(path, shape.values.join(', '))];
    case 'by-kind':
      return shapeByKind(value, shape.of, path);
    case 'nullable':
      return value === null ? [] : shapeFaults(value, shape.of, path);
    case 'list':
      if (!Array.isArray(value) || value.length > shape.max) return [notAllowed(path, `list, ≤ ${shape.max}`)];
      return value.flatMap((item, index) => shapeFaults(item, shape.of, below(path, String(index))));
    case 'map':
      if (!isObject(value) || Object.keys(value).length > shape.max) return [notAllowed(path, `≤ ${shape.max}`)];
      return Object.entries(value).flatMap(([key, item]) => shapeFaults(item, shape.of, below(path, key)));
    case 'object':
      return objectFaults(value, shape, path);
  }
}

function shapeByKind(value: unknown, shapes: Readonly<Record<string, Shape>>, path: string): readonly ShapeFault[] {
  const kind = isObject(value) && typeof value.kind === 'string' ? value.kind : '';
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
  if (shape === undefined) return [notAllowed(below(path, 'kind'), Object.keys(shapes).join(', '))];
  return shapeFaults(value, shape, path);
}

function objectFaults(value: unknown, shape: Extract<Shape, { is: 'object' }>, path: string): readonly ShapeFault[] {
  if (!isObject(value)) return [notAllowed(path, 'object')];
  const optional = shape.optional ?? {};
  const faults: ShapeFault[] = [];
  for (const [key, of] of Object.entries(shape.needed)) {
    faults.push(...shapeFaults(Object.hasOwn(value, key) ? value[key] : undefined, of, below(path, key)));
  }
  for (const [key, of] of Object.entries(optional)) {
    if (Object.hasOwn(value, key)) faults.push(...shapeFaults(value[key], of, below(path, key)));
  }
  for (const key of Object.keys(value)) {
    const isKnown = Object.hasOwn(shape.needed, key) || Object.hasOwn(optional, key);
    if (!isKnown) faults.push(notAllowed(below(path, key), '—'));
  }
  return faults;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const below = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);
const notAllowed = (path: string, expected: string): ShapeFault => ({
  path,
  code: 'VALUE_NOT_ALLOWED',
  params: { path, expected },
});
