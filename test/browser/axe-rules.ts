/** Rules of axe-core that are switched off, each with its reason. */
export const axeRulesOff: Readonly<Record<string, string>> = {};
