/** The package has no types of its own; this is the part that is used here. */
declare module 'dmn-moddle' {
  export interface DmnElement {
    readonly $type: string;
    readonly id?: string;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
    $instanceOf(type: string): boolean;
  }
  export class DmnModdle {
    constructor();
    create(type: string, properties?: Readonly<Record<string, unknown>>): DmnElement;
    fromXML(
      xml: string,
      type: string,
    ): Promise<{
      readonly rootElement: DmnElement;
      readonly warnings: readonly { readonly message: string; readonly element?: DmnElement }[];
    }>;
    toXML(element: DmnElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
  }
}
