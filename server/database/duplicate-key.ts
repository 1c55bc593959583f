/** Whether a write was refused by a unique index (MongoDB error 11000), if wanted: by one that covers `field`. */
export function isDuplicateKey(error: unknown, field?: string): boolean {
  if (typeof error !== 'object' || error === null || (error as { code?: unknown }).code !== 11000) return false;
  if (field === undefined) return true;
  const { keyPattern } = error as { keyPattern?: Record<string, unknown> };
  return keyPattern !== undefined && field in keyPattern;
}
