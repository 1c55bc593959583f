/** Bounds of a snapshot file; what exceeds one is refused with the bound named. */
export const snapshotLimits = {
  fileBytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 100,
  cellCharacters: 500,
  /** Mistakes that are listed; the others are counted. */
  mistakes: 1000,
  /** Unpacked bytes of one part of an XLSX; a zip bomb ends here. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Unpacked bytes for one packed byte; spreadsheets reach some dozens. */
  packing: 400,
  /** Different texts of one XLSX, kept in memory while it is read. */
  sharedTextBytes: 128 * 1024 * 1024,
} as const;
