import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The packages of the lock file that are not installed, or in another version. npm writes what it has installed into
 * `node_modules/.package-lock.json` as its last act, so an installation that broke off, or that left out the packages for
 * development, shows; one made by hand counts. Optional packages are those of other platforms.
 */
export function missingPackages(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([path, { optional }]) => path !== '' && optional !== true)
    .filter(([path, { version }]) => installed[path]?.version !== version)
    .map(([path]) => path);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    // Not there: nothing is installed. Damaged: the same, since npm would not trust it either.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}
