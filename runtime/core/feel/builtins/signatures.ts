import { builtins } from './registry.js';

/** A built-in function, for completion and hints in the editor. */
export interface BuiltinSignature {
  readonly name: string;
  /** Parameter lists it accepts; a name ending in `...` takes any number, one ending in `?` may be left out. */
  readonly signatures: readonly (readonly string[])[];
}

/** Every built-in function, in the order of their names. */
export const builtinSignatures: readonly BuiltinSignature[] = [...builtins.values()]
  .map(({ name, variants }) => ({
    name,
    signatures: variants.map(({ parameters }) =>
      parameters.map(
        (parameter) => `${parameter.name}${parameter.variadic ? '...' : ''}${parameter.optional ? '?' : ''}`,
      ),
    ),
  }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));
