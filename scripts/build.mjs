import { ensureBuilt, ensureInstalled } from './prepare.mjs';

/** `npm run build`: server and pages into dist/. */
await ensureInstalled();
await ensureBuilt({ force: true });
