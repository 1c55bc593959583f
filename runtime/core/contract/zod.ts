import { config } from 'zod';

// The Content-Security-Policy forbids `new Function`; zod must be told before the first schema is made (D19).
config({ jitless: true });

export { z } from 'zod';
