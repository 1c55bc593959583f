/** Ids need only differ within their table; they never leave their place (D10). */
export function newRowId(taken: readonly string[]): string {
  let id = '';
  do id = `r${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36)}`;
  while (taken.includes(id));
  return id;
}
