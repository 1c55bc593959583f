import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** The first column of the tables, by section: `react, react-dom, react-router 7` names three packages. */
const sections = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
  .split('\n## ')
  .slice(1)
  .map((section) => ({
    title: section.split('\n')[0] as string,
    packages: section
      .split('\n')
      .flatMap((line) => (/^\| (?!Package)([^|]+) \|/.exec(line)?.[1] ?? '').split(','))
      .map((name) => name.trim().replace(/ \d+$/, ''))
      .filter((name) => name !== ''),
  }));

const listedIn = (title: RegExp): string[] =>
  sections.flatMap((section) => (title.test(section.title) ? section.packages : []));

/** Types of a package stand with the package, not in the list. */
const named = (packages: Readonly<Record<string, string>>): string[] =>
  Object.keys(packages)
    .filter((name) => !name.startsWith('@types/'))
    .sort();

it('every package that production installs has its reason, and no other stands there', () => {
  expect(listedIn(/core|Server/).sort()).toEqual(named(manifest.dependencies));
});

it('every package that only building and testing need has its reason, and no other stands there', () => {
  expect(listedIn(/Pages|Tools/).sort()).toEqual(named(manifest.devDependencies));
});

it('types are installed for packages that are there', () => {
  const packages = { ...manifest.dependencies, ...manifest.devDependencies };
  for (const name of Object.keys(packages)) {
    if (!name.startsWith('@types/') || name === '@types/node') continue;
    expect(packages).toHaveProperty([name.replace('@types/', '')]);
  }
});
