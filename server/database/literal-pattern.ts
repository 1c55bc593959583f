/** A filter for “contains these characters”: what a person types is never a pattern. Case does not count. */
export const literalPattern = (text: string): { $regex: RegExp } => ({
  $regex: new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i'),
});
