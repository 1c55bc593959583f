/** The name, or the first of 名称2, 名称3 … that nothing else has. */
export function uniqueName(name: string, taken: readonly string[]): string {
  const known = new Set(taken);
  if (!known.has(name)) return name;
  const stem = name.replace(/\d+$/, '');
  for (let number = 2; ; number += 1) if (!known.has(`${stem}${number}`)) return `${stem}${number}`;
}
