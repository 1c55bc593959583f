import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentVariables, readEnvironment } from '#server/config/read-environment';
import { freePort, isBuilt, root, run } from './harness.js';
import { copyProductionFiles, parseDockerfile, type Stage } from './production-files.js';

/*
 * No container engine is at hand where this is written, so the files are read for what matters, and what the last stage
 * holds is put together and started without one.
 */

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const stages = parseDockerfile(read('Dockerfile'));
const last = stages.at(-1) as Stage;
const argumentsOf = (stage: Stage, name: string) =>
  stage.instructions.filter((each) => each.name === name).map(({ argument }) => argument);
/** The sources of a stage's COPY instructions that come from the project, without those from other stages. */
const copiesOf = (stage: Stage) =>
  argumentsOf(stage, 'COPY')
    .filter((argument) => !argument.startsWith('--'))
    .flatMap((argument) => argument.split(/\s+/).slice(0, -1));
const fromStages = (stage: Stage) =>
  argumentsOf(stage, 'COPY').flatMap((argument) => {
    const [, name, source] = /^--from=(\S+)\s+(\S+)/.exec(argument) ?? [];
    return name === undefined ? [] : [{ name, source }];
  });
const healthCheck = (): string[] => {
  const [argument = ''] = argumentsOf(last, 'HEALTHCHECK');
  return JSON.parse(argument.slice(argument.indexOf('[')));
};
const command = (): string[] => JSON.parse(argumentsOf(last, 'CMD')[0] ?? '[]');
const key = () => randomBytes(32).toString('base64');

describe('the Dockerfile', () => {
  it('copies what exists and is not ignored, and from stages that come before', () => {
    const ignored = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '');
    for (const [index, stage] of stages.entries()) {
      const before = stages.slice(0, index).map(({ name }) => name);
      for (const { name } of fromStages(stage)) expect(before).toContain(name);
      for (const source of copiesOf(stage)) {
        expect([source, existsSync(join(root, source))]).toEqual([source, true]);
        expect(ignored).not.toContain(source);
      }
    }
    expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'dist', 'data', '.git', '.env']));
  });

  it('builds with all packages, and ships those of production, the build and the templates, as nobody in particular', () => {
    const [build, packages] = stages;
    expect(stages.map(({ name }) => name)).toEqual(['build', 'packages', null]);
    expect(argumentsOf(build as Stage, 'RUN').join()).toMatch(/npm ci --include=dev.*npm run build/);
    expect(argumentsOf(packages as Stage, 'RUN').join()).toContain('npm ci --omit=dev');
    expect(fromStages(last)).toEqual([
      { name: 'packages', source: '/app/node_modules' },
      { name: 'build', source: '/app/dist' },
    ]);
    expect(copiesOf(last).sort()).toEqual(['package.json', 'templates']);
    expect(argumentsOf(last, 'USER')).toEqual(['node']);
    const order = last.instructions.map(({ name }) => name);
    expect(order.indexOf('USER')).toBeLessThan(order.indexOf('CMD'));
  });

  it('runs on a Node that the product takes, listens where it says, and carries no secret', () => {
    const needed = /(\d+)/.exec(JSON.parse(read('package.json')).engines.node)?.[1];
    for (const { image } of stages)
      expect(Number(/^node:(\d+)/.exec(image)?.[1])).toBeGreaterThanOrEqual(Number(needed));
    const environment = argumentsOf(last, 'ENV').join(' ');
    expect(environment).toContain('NODE_ENV=production');
    expect(argumentsOf(last, 'EXPOSE')).toEqual([/PORT=(\d+)/.exec(environment)?.[1]]);
    expect(read('Dockerfile')).not.toMatch(/JWT_SECRET|DATA_KEYS|DATA_HMAC_KEY|^ARG/m);
    expect(command()).toEqual(['node', '--enable-source-maps', 'dist/server/main.js']);
  });
});

describe.skipIf(!isBuilt)('what the image holds', () => {
  it('starts without anything else, is healthy while it runs and unhealthy after', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dx-image-'));
    try {
      await copyProductionFiles(folder, ['dist', ...copiesOf(last)]);
      expect(existsSync(join(folder, 'node_modules/typescript'))).toBe(false);
      const store = run(['dist/server/db-cli.js', 'serve', '--data-dir', join(folder, 'store')], {}, folder);
      const [uri] = await store.prints(/^mongodb:.*$/m);
      const [port, publicUrl] = [String(await freePort()), 'http://127.0.0.1:3000'];
      const variables = { PORT: port, MONGODB_URI: uri, PUBLIC_URL: publicUrl, NODE_ENV: 'production' };
      const secrets = { JWT_SECRET: key(), DATA_KEYS: `k1:${key()}`, DATA_HMAC_KEY: key() };
      const server = run(command().slice(1), { ...variables, ...secrets }, folder);
      await server.prints(/"msg":"ready"/);
      const checkHealth = () => run(healthCheck().slice(1), { PORT: port }, folder).ended;

      expect(await checkHealth()).toMatchObject({ code: 0 });
      for (const path of ['/', '/designer', '/readyz', '/api/openapi.json', '/api/docs/swagger-ui.css']) {
        const response = await fetch(`http://127.0.0.1:${port}${path}`);
        await response.arrayBuffer();
        expect([path, response.status]).toEqual([path, 200]);
      }
      expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
      expect(await checkHealth()).toMatchObject({ code: 1 });
      expect(await store.end('SIGTERM')).toMatchObject({ code: 0 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml')) as {
    readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly volumes: Readonly<Record<string, unknown>>;
  };
  const { server = {}, mongo = {} } = services;

  it('starts the server once the replica set has a primary, at its address', () => {
    expect(Object.keys(services)).toEqual(['server', 'mongo']);
    expect(server.depends_on).toEqual({ mongo: { condition: 'service_healthy' } });
    const { test } = mongo.healthcheck as { readonly test: readonly string[] };
    expect(test[0]).toBe('CMD');
    expect(test.join(' ')).toMatch(/rs\.initiate.*isWritablePrimary/s);
    const [set] = (mongo.command as readonly string[]).filter((_, index, all) => all[index - 1] === '--replSet');
    const { MONGODB_URI, PORT } = server.environment as { readonly MONGODB_URI: string; readonly PORT: number };
    const address = new URL(MONGODB_URI);
    expect([address.hostname, address.port, address.searchParams.get('replicaSet')]).toEqual(['mongo', '27017', set]);
    expect(test.join(' ')).toContain(`_id: '${set}'`);
    expect(server.ports).toEqual([`127.0.0.1:${PORT}:${PORT}`]);
  });

  it('keeps the data in a volume and takes from the server every right it does not need', () => {
    for (const volume of mongo.volumes as readonly string[])
      expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
    expect(mongo.ports).toBeUndefined();
    expect(server).toMatchObject({
      build: '.',
      env_file: '.env',
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(server).not.toHaveProperty('privileged');
    expect(server).not.toHaveProperty('user');
  });

  it('waits longer for the end than the server takes at most', () => {
    const limitMs = /limitMs = ([\d_]+)/.exec(read('server/lifetime.ts'))?.[1]?.replaceAll('_', '');
    expect(Number.parseInt(String(server.stop_grace_period), 10) * 1000).toBeGreaterThan(Number(limitMs));
  });
});

describe('.env.example', () => {
  const lines = [...read('.env.example').matchAll(/^(# )?([A-Z][A-Z_]+)=(.*)$/gm)].map(
    ([, comment, name = '', value = '']) => ({ isDefault: comment !== undefined, name, value }),
  );

  it('names every variable that the server reads, and no other', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual([...environmentVariables].sort());
  });

  it('is refused as it stands, and a whole configuration once the secrets are filled in', () => {
    const given = Object.fromEntries(
      lines.filter(({ isDefault }) => !isDefault).map(({ name, value }) => [name, value]),
    );
    const asItStands = readEnvironment(given);
    expect((asItStands.ok ? [] : asItStands.error).map((line) => line.split(':')[0])).toEqual([
      'MONGODB_URI',
      'JWT_SECRET',
      'DATA_KEYS',
      'DATA_HMAC_KEY',
    ]);

    const filled = {
      ...given,
      MONGODB_URI: 'mongodb://mongo:27017/duixian?replicaSet=rs0',
      JWT_SECRET: key(),
      DATA_KEYS: `${given.DATA_KEYS}${key()}`,
      DATA_HMAC_KEY: key(),
    };
    const whole = readEnvironment(filled);
    expect(whole.ok).toBe(true);
    // What stands there as a default is the default.
    const defaults = lines.filter(({ isDefault }) => isDefault).map(({ name, value }) => [name, value]);
    expect(readEnvironment({ ...filled, ...Object.fromEntries(defaults) })).toEqual(whole);
  });
});

describe('.ci/run', () => {
  it('checks, builds and tests, in this order, and stops at the first that fails', () => {
    const lines = read('.ci/run').trimEnd().split('\n');
    const at = (line: string) => lines.indexOf(line);
    expect(statSync(join(root, '.ci/run')).mode & 0o111).not.toBe(0);
    expect(lines).toContain('set -euo pipefail');
    expect(at('npm run check')).toBeGreaterThan(lines.findIndex((line) => line.startsWith('npm ci')));
    expect(at('npm run build')).toBeGreaterThan(at('npm run check'));
    expect(at('npm test')).toBe(lines.length - 1);
  });
});
