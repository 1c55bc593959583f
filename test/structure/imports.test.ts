import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/*
 * Who may import whom (docs/architecture.md). Biome refuses packages and aliases by pattern while one types; this test reads
 * every import, relative ones too, and so sees what no pattern can: which folder a path ends up in.
 */

const root = new URL('../../', import.meta.url).pathname;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

interface Import {
  readonly from: string;
  /** A file of the project, or the name of a package. */
  readonly to: string;
}

const aliases: readonly (readonly [RegExp, string])[] = [
  [/^#core\/result$/, 'runtime/core/result.ts'],
  [/^#core\/(.+)$/, 'runtime/core/$1/index.ts'],
  [/^#server\/(.+)$/, 'server/$1.ts'],
  [/^#client$/, 'runtime/client/index.ts'],
  [/^#ui$/, 'runtime/ui/index.ts'],
  [/^#ui\/diagram$/, 'runtime/ui/diagram/index.ts'],
  [/^#renderer$/, 'runtime/renderer/index.ts'],
];

function target(from: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    const path = normalize(join(dirname(from), specifier));
    const source = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx'), path];
    return source.find((candidate) => existsSync(join(root, candidate))) ?? path;
  }
  for (const [pattern, path] of aliases) if (pattern.test(specifier)) return specifier.replace(pattern, path);
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(importPattern)].map((match) => ({
    from: path,
    to: target(path, (match[1] ?? match[2]) as string),
  }));
}

const all = ['runtime', 'designer', 'server'].flatMap((folder) => [...sources(folder)]).flatMap(importsOf);

/** The parts of the product, the longest path first where one stands inside another. */
const parts = ['runtime/core', 'runtime/ui', 'runtime/renderer', 'runtime/client', 'runtime/web', 'designer', 'server'];
const partOf = (path: string): string | undefined => parts.find((part) => path.startsWith(`${part}/`));

const shared = ['runtime/core', 'runtime/ui', 'runtime/renderer', 'runtime/client'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'runtime/core': [],
  'runtime/ui': shared,
  'runtime/renderer': shared,
  'runtime/client': shared,
  'runtime/web': shared,
  designer: shared,
  server: ['runtime/core'],
};

const show = ({ from, to }: Import): string => `${from} → ${to}`;

it('every import of the project is understood', () => {
  expect(all.length).toBeGreaterThan(2000);
  const lost = all.filter(({ to }) => /^[.#]/.test(to) || (partOf(to) !== undefined && !existsSync(join(root, to))));
  expect(lost.map(show)).toEqual([]);
});

it('a part of the product imports only the parts it may', () => {
  const wrong = all.filter(({ from, to }) => {
    const own = partOf(from) as string;
    const other = partOf(to);
    return other !== undefined && other !== own && !(mayImport[own] as readonly string[]).includes(other);
  });
  expect(wrong.map(show)).toEqual([]);
});

it('ui, renderer, client and the folders of core are entered by their public face', () => {
  const faces =
    /^runtime\/(?:(?:ui|renderer|client)\/index\.ts|ui\/diagram\/index\.ts|core\/result\.ts|core\/[^/]+\/index\.ts)$/;
  const folderOf = (path: string): string => /^runtime\/(?:core\/)?[^/]+/.exec(path)?.[0] ?? '';
  const wrong = all.filter(
    ({ from, to }) =>
      shared.includes(partOf(to) ?? '') &&
      !/\.(css|svg)$/.test(to) &&
      folderOf(from) !== folderOf(to) &&
      !faces.test(to),
  );
  expect(wrong.map(show)).toEqual([]);
});

it('core imports the packages that docs/dependencies.md lists for it, and no others', () => {
  const section = readFileSync(join(root, 'docs/dependencies.md'), 'utf8').split('\n## ')[1] as string;
  expect(section).toMatch(/^In `runtime\/core`/);
  const listed = [...section.matchAll(/^\| ([a-z@/.-]+)/gm)].map((match) => match[1] as string);
  const used = new Set(
    all.filter(({ from, to }) => partOf(from) === 'runtime/core' && partOf(to) === undefined).map(({ to }) => to),
  );
  expect([...used].sort()).toEqual(listed.sort());
});

it('a Mongoose model is taken by its own feature only', () => {
  const feature = (path: string): string => path.split('/').slice(0, 2).join('/');
  const makers = new Map<string, string>();
  const texts = [...sources('server')].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  for (const { path, text } of texts)
    for (const [, name] of text.matchAll(/export const (\w+Model) =/g)) makers.set(name as string, path);
  expect(makers.size).toBeGreaterThan(10);
  const wrong = texts.flatMap(({ path, text }) =>
    [...makers]
      .filter(([name, home]) => feature(home) !== feature(path) && new RegExp(`\\b${name}\\b`).test(text))
      .map(([name]) => `${path} → ${name}`),
  );
  expect(wrong).toEqual([]);
});
