/**
 * The two kinds of failure: `EmbeddedStoreError` stops the store from starting, `CommandError` is an answer to a client.
 * Codes and names of the latter are MongoDB's own (manual: "Error Codes"; names as in its error_codes.yml).
 */

export type EmbeddedStoreErrorCode =
  | 'DATA_DIR_LOCKED'
  | 'DATA_DIR_DAMAGED'
  | 'DATA_DIR_NEWER_FORMAT'
  | 'DATA_DIR_UNUSABLE'
  | 'STORE_STOPPED';

/** The store cannot start, or has stopped. */
export class EmbeddedStoreError extends Error {
  override readonly name = 'EmbeddedStoreError';
  constructor(
    readonly code: EmbeddedStoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const ERROR_CODES = {
  InternalError: 1,
  BadValue: 2,
  GraphContainsCycle: 5,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  IllegalOperation: 20,
  EmptyArrayOperation: 21,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  IndexAlreadyExists: 68,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NetworkTimeout: 89,
  CommandNotSupportedOnView: 166,
  OptionNotSupportedOnView: 167,
  CannotIndexParallelArrays: 171,
  InvalidPipelineOperator: 168,
  Unauthorized: 13,
  InvalidIndexSpecificationOption: 197,
  NotImplemented: 238,
  ConversionFailure: 241,
  ExceededMemoryLimit: 146,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  InvalidUUID: 207,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  CappedPositionLost: 136,
} as const;

export type ErrorName = keyof typeof ERROR_CODES;

/** A command's failure, as a client sees it. `extra` is merged into the answer (keyPattern and keyValue of a duplicate). */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: number;
  readonly codeName: string;
  /** Whether what the command wrote before it failed must not stay (an index that could not be built). */
  undoes = false;
  constructor(
    kind: ErrorName | number,
    message: string,
    readonly extra: ReadonlyMap<string, unknown> = new Map(),
  ) {
    super(message);
    this.code = typeof kind === 'number' ? kind : ERROR_CODES[kind];
    this.codeName = typeof kind === 'number' ? `Location${kind}` : kind;
  }
}

/** An operator that MongoDB has and this store does not: refused, never guessed at. */
export function notSupported(what: string): CommandError {
  return new CommandError('NotImplemented', `${what} is not supported by the embedded store`);
}
