import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const list = readFileSync(join(root, 'docs/domain/requirements.md'), 'utf8');
const rows = list.split('\n').flatMap((line) => {
  const match = /^\| ([RUN]\d+) \|.*\| ([^|]*) \|$/.exec(line);
  return match === null ? [] : [{ id: match[1] as string, shownBy: match[2] as string }];
});

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

it('every requirement stands in the list once', () => {
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [letter, last] of [
    ['R', 64],
    ['U', 12],
    ['N', 10],
  ] as const) {
    for (let number = 1; number <= last; number += 1) expect(ids).toContain(`${letter}${number}`);
  }
});

it('every requirement names tests that exist, or says “not yet”', () => {
  for (const { id, shownBy } of rows) {
    const tests = [...shownBy.matchAll(/\]\(\.\.\/\.\.\/([^)]+)\)/g)].map((match) => match[1] as string);
    expect({ id, says: tests.length > 0 || shownBy === 'not yet' }).toEqual({ id, says: true });
    for (const test of tests)
      expect({ id, test, exists: existsSync(join(root, test)) }).toEqual({ id, test, exists: true });
  }
});

it('code cites no requirement or decision that is not in the lists', () => {
  const decisions = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8').matchAll(/^\*\*(D\d+) /gm);
  const known = new Set([...rows.map(({ id }) => id), ...[...decisions].map((match) => match[1] as string)]);
  expect(known).toContain('D23');
  const unknown: string[] = [];
  for (const folder of ['runtime', 'server', 'designer']) {
    for (const path of sources(folder)) {
      // Citations stand in brackets, alone or in a list: (R27), (R35, D3).
      for (const [, cited = ''] of readFileSync(join(root, path), 'utf8').matchAll(
        /\(((?:[RUND]\d+(?:, | and |–)?)+)\)/g,
      )) {
        for (const id of cited.match(/[RUND]\d+/g) ?? []) if (!known.has(id)) unknown.push(`${path}: ${id}`);
      }
    }
  }
  expect(unknown).toEqual([]);
});
