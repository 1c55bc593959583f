import type { Span } from '../parse/ast.js';
import type { FeelProblem, FeelProblemCode } from '../problem.js';
import type { FeelType } from '../types.js';
import type { Fact } from './facts.js';

interface Layer {
  readonly names: ReadonlyMap<string, FeelType>;
  /** True for the entries of a filter's item, when they are not known: then any name may be one of them. */
  readonly open: boolean;
}

/** Types of the names visible at a place, what is known of their values there, and the problems found so far. */
export class Environment {
  private constructor(
    readonly source: string,
    private readonly layers: readonly Layer[],
    readonly facts: readonly Fact[],
    private readonly found: FeelProblem[],
  ) {}

  static of(source: string, types: ReadonlyMap<string, FeelType>): Environment {
    return new Environment(source, [{ names: types, open: false }], [], []);
  }

  get problems(): readonly FeelProblem[] {
    return this.found;
  }

  problem(code: FeelProblemCode, { from, to }: Span, params: FeelProblem['params'] = {}): void {
    if (!this.found.some((other) => other.code === code && other.from === from && other.to === to)) {
      this.found.push({ code, from, to, params });
    }
  }

  /** Inside a loop, function, context or filter; what was known of a name that is hidden is forgotten. */
  with(names: Iterable<readonly [string, FeelType]>, open = false): Environment {
    const layer = { names: new Map(names), open };
    const facts = open ? [] : this.facts.filter(({ key }) => !layer.names.has(key.split('.')[0] ?? key));
    return new Environment(this.source, [layer, ...this.layers], facts, this.found);
  }

  knowing(facts: readonly Fact[]): Environment {
    return facts.length === 0 ? this : new Environment(this.source, this.layers, [...this.facts, ...facts], this.found);
  }

  /** The type of a name; `any` where it may be an entry of an unknown item; undefined where it is unknown. */
  lookUp(name: string): FeelType | undefined {
    for (const { names, open } of this.layers) {
      const type = names.get(name);
      if (type) return type;
      if (open) return this.lookUpOutside(name) ?? { kind: 'any' };
    }
    return undefined;
  }

  private lookUpOutside(name: string): FeelType | undefined {
    return this.layers.map(({ names }) => names.get(name)).find((type) => type !== undefined);
  }
}
