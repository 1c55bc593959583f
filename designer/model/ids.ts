/** Where ids come from; the pages pass random ones, tests counted ones. `prefix` is a letter or two. */
export type NewId = (prefix: string) => string;
