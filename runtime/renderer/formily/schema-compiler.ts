import { Schema } from '@formily/react';

/**
 * Formily's own compiler is `new Function`, which the Content-Security-Policy forbids (D19) and which would be a second
 * evaluator (D11). Schemas given to Formily hold no expressions; one that slips through stops here, loudly.
 */
Schema.registerCompiler((expression: string) => {
  throw new Error(`Expected a schema without expressions, but Formily was given “${expression}”`);
});
