/** The same cases in every short run, so that none fails by chance; new ones in each long run, to find more. */
export const runs = (short: number, long: number): { readonly numRuns: number; readonly seed?: number } =>
  process.env.SOAK ? { numRuns: long } : { numRuns: short, seed: 20_261_122 };
