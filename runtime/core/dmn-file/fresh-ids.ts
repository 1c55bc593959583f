/** Ids of our shape, made of a file's own as far as they fit, each once. */
export class FreshIds {
  private readonly taken = new Set<string>();

  make(wanted: string, prefix: string): string {
    const plain = wanted.replace(/[^\w-]/g, '_').slice(0, 36);
    const base = /^[A-Za-z]/.test(plain) ? plain : `${prefix}${plain}`;
    let id = base;
    for (let n = 2; this.taken.has(id); n += 1) id = `${base}-${n}`;
    this.taken.add(id);
    return id;
  }
}
