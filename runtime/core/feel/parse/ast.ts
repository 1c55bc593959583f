import type { FeelNumber, FeelValue } from '../values.js';

/** A stretch of the source. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A name as written where it is declared, with its normal spelling. */
export interface NameNode extends Span {
  readonly name: string;
}

export interface Iteration extends Span {
  readonly name: NameNode;
  readonly list: Node;
  /** Set for `a..b`. */
  readonly end?: Node;
}

export interface ContextEntry extends Span {
  readonly key: NameNode;
  readonly value: Node;
}

export interface Parameter extends Span {
  readonly name: NameNode;
  readonly type?: TypeNode;
}

export interface Argument extends Span {
  /** Set in a call with named arguments. */
  readonly name?: NameNode;
  readonly value: Node;
}

/** A type as written after `instance of` or in a parameter list (DMN 1.5 §10.3.2.9). */
export type TypeNode =
  | { readonly kind: 'simple'; readonly name: string }
  | { readonly kind: 'list' | 'range'; readonly of: TypeNode }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly type: TypeNode }[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypeNode[]; readonly returns: TypeNode };

/** `core` is the token itself where brackets around it widen the node. */
export type NumberNode = Span & { readonly kind: 'number'; readonly value: FeelNumber; readonly core?: Span };
export type VariableNode = Span & { readonly kind: 'name'; readonly name: string; readonly core?: Span };
export type ArithmeticNode = Span & {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Node;
  readonly right: Node;
};
export type ComparisonNode = Span & {
  readonly kind: 'comparison';
  readonly operator: CompareOperator;
  readonly left: Node;
  readonly right: Node;
};
export type LogicNode = Span & { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] };
export type BetweenNode = Span & {
  readonly kind: 'between';
  readonly value: Node;
  readonly low: Node;
  readonly high: Node;
};
export type InNode = Span & { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Node[] };
export type InstanceNode = Span & { readonly kind: 'instance'; readonly value: Node; readonly type: TypeNode };
export type IfNode = Span & {
  readonly kind: 'if';
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
};
export type ForNode = Span & { readonly kind: 'for'; readonly iterators: readonly Iteration[]; readonly body: Node };
export type QuantifiedNode = Span & {
  readonly kind: 'some' | 'every';
  readonly iterators: readonly Iteration[];
  readonly body: Node;
};
export type PathNode = Span & { readonly kind: 'path'; readonly object: Node; readonly entry: NameNode };
export type FilterNode = Span & { readonly kind: 'filter'; readonly list: Node; readonly condition: Node };
export type CallNode = Span & { readonly kind: 'call'; readonly callee: Node; readonly args: readonly Argument[] };
export type FunctionNode = Span & {
  readonly kind: 'function';
  readonly parameters: readonly Parameter[];
  readonly body: Node;
};
export type ContextNode = Span & { readonly kind: 'context'; readonly entries: readonly ContextEntry[] };
export type ListNode = Span & { readonly kind: 'list'; readonly items: readonly Node[] };
export type RangeNode = Span & {
  readonly kind: 'range';
  readonly start: Node;
  readonly end: Node;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
};
/** `< 5` where a test or a range is meant. */
export type CompareTestNode = Span & {
  readonly kind: 'compare test';
  readonly operator: CompareOperator;
  readonly value: Node;
};
/** The whole of a unary tests source; no tests for `-`. */
export type TestsNode = Span & {
  readonly kind: 'tests';
  readonly negated: boolean;
  readonly tests: readonly Node[] | null;
};

export type Node =
  | NumberNode
  | (Span & { readonly kind: 'string'; readonly value: string })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'null' })
  | (Span & { readonly kind: 'at'; readonly value: FeelValue })
  | (Span & { readonly kind: 'negate'; readonly value: Node })
  | VariableNode
  | ArithmeticNode
  | ComparisonNode
  | LogicNode
  | BetweenNode
  | InNode
  | InstanceNode
  | IfNode
  | ForNode
  | QuantifiedNode
  | PathNode
  | FilterNode
  | CallNode
  | FunctionNode
  | ContextNode
  | ListNode
  | RangeNode
  | CompareTestNode
  | TestsNode;
