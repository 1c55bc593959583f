import type { DmnElement } from 'dmn-moddle';
import type { ColumnType } from '#core/dmn';
import { child, children, text } from './element-access.js';

/** FEEL's own types (§10.3.1.3) as modellers spell them. */
const named: Readonly<Record<string, ColumnType>> = {
  any: 'any',
  string: 'string',
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'date and time',
  'date and time': 'date and time',
  'days and time duration': 'days and time duration',
  daytimeduration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearmonthduration: 'years and months duration',
};

/** The types that a file defines, looked through to FEEL's own. */
export class ItemTypes {
  private readonly items: ReadonlyMap<string, DmnElement>;

  constructor(definitions: readonly DmnElement[]) {
    this.items = new Map(definitions.map((definition) => [text(definition, 'name'), definition]));
  }

  /** null for a name that nothing defines. Lists and structures are `any`. */
  typeOf(reference: string, depth = 0): ColumnType | null {
    if (reference === '') return 'any';
    const local = localName(reference);
    const plain = named[local.toLowerCase()];
    if (plain !== undefined) return plain;
    const item = this.items.get(local);
    if (item === undefined || depth > 20) return null;
    const isPlain = item.get('isCollection') !== true && children(item, 'itemComponent').length === 0;
    return isPlain ? this.typeOf(text(item, 'typeRef'), depth + 1) : 'any';
  }

  /** The values that a defined type allows, as unary tests. */
  allowedOf(reference: string): string {
    const item = this.items.get(localName(reference));
    return item === undefined ? '' : text(child(item, 'allowedValues'), 'text').trim();
  }
}

/** `feel:string` → string. */
const localName = (reference: string): string => reference.replace(/^[\w.-]+:/, '').trim();
