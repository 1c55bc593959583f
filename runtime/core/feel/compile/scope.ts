import { knownNames } from '../parse/known-names.js';
import type { FeelProblem } from '../problem.js';

/** What one compilation gathers. */
export class Compilation {
  /** Known names: normal spelling to the spelling of the variables' keys. */
  readonly known: ReadonlyMap<string, string>;
  readonly free = new Set<string>();
  readonly problems: FeelProblem[] = [];

  constructor(
    readonly source: string,
    readonly names: readonly string[],
  ) {
    this.known = knownNames(names).byNormal;
  }
}

/** The slots of a function body, or of the whole program. */
export interface Activation {
  readonly level: number;
  size: number;
}

interface Binding {
  /** Null for a filter's item, whose entries are visible as names. */
  readonly name: string | null;
  readonly slot: number;
  readonly level: number;
}

/** Where a name is found: first among the entries of these filter items, then in a slot, else among the variables. */
export interface Resolution {
  readonly items: readonly Address[];
  readonly local: Address | null;
}

/** A slot, so many frames outwards. */
export interface Address {
  readonly hops: number;
  readonly slot: number;
}

/** The names visible at a place in the source; immutable, inner scopes are made from outer ones. */
export class Scope {
  private constructor(
    readonly compilation: Compilation,
    readonly activation: Activation,
    readonly binding: Binding | null,
    readonly parent: Scope | null,
  ) {}

  static root(compilation: Compilation): Scope {
    return new Scope(compilation, { level: 0, size: 0 }, null, null);
  }

  /** A scope with one more local name. */
  declare(name: string): { readonly scope: Scope; readonly slot: number } {
    return this.bind(name);
  }

  /** The scope inside a filter. */
  declareItem(): { readonly scope: Scope; readonly slot: number } {
    const { scope, slot } = this.bind('item');
    const binding: Binding = { name: null, slot, level: this.activation.level };
    return { scope: new Scope(this.compilation, this.activation, binding, scope), slot };
  }

  /** The scope of a function's body. */
  enterFunction(): Scope {
    return new Scope(this.compilation, { level: this.activation.level + 1, size: 0 }, null, this);
  }

  resolve(name: string): Resolution {
    const items: Address[] = [];
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const { binding } = scope;
      if (!binding) continue;
      const address = { hops: this.activation.level - binding.level, slot: binding.slot };
      if (binding.name === name) return { items: name === 'item' ? [] : items, local: address };
      if (binding.name === null) items.push(address);
    }
    return { items, local: null };
  }

  private bind(name: string): { readonly scope: Scope; readonly slot: number } {
    const slot = this.activation.size++;
    const binding: Binding = { name, slot, level: this.activation.level };
    return { scope: new Scope(this.compilation, this.activation, binding, this), slot };
  }
}
