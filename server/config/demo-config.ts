import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from '#core/contract';
import { defaultEveryMs, defaultPasswordCost, defaultRateLimits, noOutbound, type ServerConfig } from './config.js';

const file = z.strictObject({
  jwtSecret: z.string().min(32),
  dataKeys: z.strictObject({ currentId: z.string(), keys: z.record(z.string(), z.base64()) }),
  lookupKey: z.base64(),
});
type SecretsFile = z.output<typeof file>;

const newKey = () => randomBytes(32).toString('base64');

/**
 * Configuration of the embedded mode: secrets are made at random once and kept in `dataDir/secrets.json`, readable by
 * the owner alone. Losing that file loses the sealed fields, so a damaged one is an error and never made anew.
 */
export async function loadDemoConfig(
  dataDir: string,
  settings: { readonly port: number; readonly host?: string; readonly logLevel?: string },
): Promise<ServerConfig> {
  const secrets = await loadSecrets(dataDir);
  const host = settings.host ?? '127.0.0.1';
  return {
    production: false,
    host,
    port: settings.port,
    publicUrl: `http://${host}:${settings.port}`,
    trustedProxies: 0,
    jwtSecret: secrets.jwtSecret,
    dataKeys: {
      currentId: secrets.dataKeys.currentId,
      keys: new Map(Object.entries(secrets.dataKeys.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')])),
    },
    lookupKey: Buffer.from(secrets.lookupKey, 'base64'),
    rateLimits: { ...defaultRateLimits, shared: false },
    passwordCost: defaultPasswordCost,
    logLevel: settings.logLevel ?? 'warn',
    validateAnswers: false,
    webDir: null,
    outbound: noOutbound,
    everyMs: defaultEveryMs,
  };
}

async function loadSecrets(dataDir: string): Promise<SecretsFile> {
  const path = join(dataDir, 'secrets.json');
  await makeFolder(dataDir);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return writeSecrets(path);
  }
  const parsed = file.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new Error(`Expected ${path} to hold the secrets of this data, but it is damaged; restore it from a copy`);
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function writeSecrets(path: string): Promise<SecretsFile> {
  const secrets: SecretsFile = {
    jwtSecret: newKey(),
    dataKeys: { currentId: 'k1', keys: { k1: newKey() } },
    lookupKey: newKey(),
  };
  // Written beside and renamed, on disk before the first field is sealed with it.
  const handle = await open(`${path}.new`, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
  return secrets;
}

/** As `mkdir -p`. Node's own recursive one never ends where a file system takes no folders at all (/proc). */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    // Somebody else made it meanwhile; a file of that name shows when something is written below it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
