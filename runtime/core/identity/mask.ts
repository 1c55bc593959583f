/** `330283…16` as `3302************16`: how identity numbers stand in lists and logs (个人信息保护法, D20). */
export function maskIdentity(number: string): string {
  const length = [...number].length;
  if (length < 8) return '*'.repeat(length);
  return `${number.slice(0, 4)}${'*'.repeat(length - 6)}${number.slice(-2)}`;
}

/** A bank account as `•••• 3021`. */
export function maskAccount(number: string): string {
  return number.length < 8 ? '••••' : `•••• ${number.slice(-4)}`;
}

/** A phone as `138****5678`; shorter numbers keep only their last two digits. */
export function maskPhone(number: string): string {
  if (number.length < 11) return `${'*'.repeat(Math.max(0, number.length - 2))}${number.slice(-2)}`;
  return `${number.slice(0, -8)}****${number.slice(-4)}`;
}
