import { existsSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './harness.js';

export interface Instruction {
  readonly name: string;
  readonly argument: string;
}

export interface Stage {
  readonly name: string | null;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, continued lines joined. */
export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { name: string | null; image: string; instructions: Instruction[] }[] = [];
  const lines = text.replace(/^#.*$/gm, '').replace(/\\\n/g, ' ').split('\n');
  for (const line of lines.map((each) => each.trim()).filter((each) => each !== '')) {
    const [, name = '', argument = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [, image = '', stage = null] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(argument) ?? [];
      stages.push({ name: stage, image, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, argument });
  }
  return stages;
}

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Makes `folder` what the last stage of the Dockerfile is: what it copies, and of the packages those of production. */
export async function copyProductionFiles(folder: string, copied: readonly string[]): Promise<void> {
  for (const source of copied) await cp(join(root, source), join(folder, source), { recursive: true });
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const wanted = Object.entries(lock.packages)
    // One inside another package's folder comes with it; one that is not there is for another platform.
    .filter(([path, { dev, devOptional }]) => path.lastIndexOf('node_modules/') === 0 && !dev && !devOptional)
    .map(([path]) => path)
    .filter((path) => existsSync(join(root, path)));
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  for (const path of wanted) await cp(join(root, path), join(folder, path), { recursive: true });
}
