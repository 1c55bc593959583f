import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDemoConfig } from '#server/config/demo-config';

describe('configuration of the embedded mode', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'dx-config-')), 'data');
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('makes secrets once, readable by the owner alone, and finds them again', async () => {
    const first = await loadDemoConfig(dataDir, { port: 3000 });
    const second = await loadDemoConfig(dataDir, { port: 3001 });

    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect(second.jwtSecret).toBe(first.jwtSecret);
    expect(second.lookupKey).toEqual(first.lookupKey);
    expect(second.dataKeys).toEqual(first.dataKeys);
    expect(first.publicUrl).toBe('http://127.0.0.1:3000');
    expect(first.dataKeys.keys.get(first.dataKeys.currentId)).toHaveLength(32);
  });

  it('makes others for another folder', async () => {
    const one = await loadDemoConfig(dataDir, { port: 3000 });
    const other = await loadDemoConfig(join(dataDir, 'other'), { port: 3000 });

    expect(other.jwtSecret).not.toBe(one.jwtSecret);
  });

  it('refuses a damaged file instead of making new secrets over sealed data', async () => {
    await loadDemoConfig(dataDir, { port: 3000 });
    await writeFile(join(dataDir, 'secrets.json'), '{"jwtSecret":');

    await expect(loadDemoConfig(dataDir, { port: 3000 })).rejects.toThrow(/damaged/);
    expect(await readFile(join(dataDir, 'secrets.json'), 'utf8')).toBe('{"jwtSecret":');
  });
});
