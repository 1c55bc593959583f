const variableName = /^[\p{L}_][\p{L}\p{N}_]{0,99}$/u;

/** A name that a flow variable may have: one FEEL identifier, never one that JavaScript objects have by birth. */
export const isVariableName = (name: string): boolean => variableName.test(name) && !(name in {});
