/** Words that stand in examples and in hurried configurations. */
const placeholder = /change.?me|changeit|secret|password|example|default|duixian|test.?key|your.?key/i;

/** Says why a secret must not guard anyone's data, or null. Guards against copied examples, not against a bad generator. */
export function weaknessOfSecret(secret: Buffer): string | null {
  if (secret.length < 32) return `is too short: ${secret.length} bytes, at least 32 are needed`;
  if (placeholder.test(secret.toString('latin1'))) return 'looks like a placeholder; make a random one';
  if (new Set(secret).size < 12) return 'repeats itself; make a random one';
  return null;
}
