import { z } from './zod.js';

/** Pieces that several routes share. Bodies are strict: an unknown field is refused, not ignored. */
export const id = z.string().regex(/^[\w.:~-]{1,160}$/);
export const instant = z.iso.datetime({ offset: false });
export const day = z.iso.date();
/** Integer 分, 0 … 10^15 (D9). */
export const amountFen = z.int().min(0).max(1_000_000_000_000_000);
export const text = (max: number) => z.string().trim().min(1).max(max);
export const revision = z.int().min(0);
export const empty = z.strictObject({});
/** A command's own id, made by the client; the same again gives the same answer (D6). */
export const commandId = z.uuid();
export const page = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
};
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
/** JSON of a type that core parses itself (form schema, rules …): an object here, checked with path and reason there. */
export const parsedBy = <T>(description: string): z.ZodType<T> =>
  z
    .custom<T>((value) => typeof value === 'object' && value !== null, 'object')
    .meta({ description, type: 'object', override: { type: 'object' } });
export const light = z.enum(['green', 'yellow', 'red', 'paused']);
export const applicantKind = z.enum(['enterprise', 'person']);
