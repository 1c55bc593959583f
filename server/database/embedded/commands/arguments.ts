/** A command's arguments, checked as they are read: a wrong type or an unknown field is an error, as MongoDB's IDL has it. */
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, type BsonValue, isDocument, isNumeric, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';

/** Fields that any command may carry. */
const GENERIC = new Set([
  'lsid',
  '$db',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

export class Arguments {
  constructor(
    readonly owner: string,
    readonly values: BsonDocument,
  ) {}

  /** Refuses fields that the command does not have. */
  only(known: ReadonlySet<string>): this {
    for (const field of this.values.keys())
      if (!known.has(field) && !GENERIC.has(field))
        throw new CommandError(40415, `BSON field '${this.owner}.${field}' is an unknown field.`);
    return this;
  }

  value(field: string): BsonValue | undefined {
    return this.values.get(field);
  }

  text(field: string): string {
    const value = this.optionalText(field);
    if (value === undefined) throw this.#missing(field);
    return value;
  }

  optionalText(field: string): string | undefined {
    const value = this.values.get(field);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrongType(field, value, 'string');
  }

  document(field: string): BsonDocument {
    const value = this.optionalDocument(field);
    if (value === undefined) throw this.#missing(field);
    return value;
  }

  optionalDocument(field: string): BsonDocument | undefined {
    const value = this.values.get(field);
    if (value === undefined || value === null) return undefined;
    if (isDocument(value)) return value;
    throw this.#wrongType(field, value, 'object');
  }

  array(field: string): BsonValue[] {
    const value = this.optionalArray(field);
    if (value === undefined) throw this.#missing(field);
    return value;
  }

  optionalArray(field: string): BsonValue[] | undefined {
    const value = this.values.get(field);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.#wrongType(field, value, 'array');
  }

  documents(field: string): BsonDocument[] {
    return this.array(field).map((item) => {
      if (isDocument(item)) return item;
      throw this.#wrongType(field, item, 'object');
    });
  }

  flag(field: string): boolean {
    const value = this.values.get(field);
    if (value === undefined || value === null) return false;
    if (typeof value === 'boolean') return value;
    if (isNumeric(value)) return toNumber(value) !== 0;
    throw this.#wrongType(field, value, 'bool');
  }

  /** A whole number that is not negative. */
  count(field: string): number | undefined {
    const value = this.values.get(field);
    if (value === undefined || value === null) return undefined;
    if (!isNumeric(value)) throw this.#wrongType(field, value, 'long');
    const number = toNumber(value);
    if (!Number.isInteger(number))
      throw new CommandError('BadValue', `BSON field '${this.owner}.${field}' must be a whole number`);
    if (number < 0) throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
    return number;
  }

  #missing(field: string): CommandError {
    return new CommandError(40414, `BSON field '${this.owner}.${field}' is missing but a required field`);
  }

  #wrongType(field: string, value: BsonValue, expected: string): CommandError {
    return new CommandError(
      'TypeMismatch',
      `BSON field '${this.owner}.${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
    );
  }
}
