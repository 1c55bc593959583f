import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingPackages } from './missing-packages.mjs';

/** The steps that every command needs first: packages there, build fresh. Plain Node, since nothing is installed yet. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const children = new Set();
let onSignal = (signal) => process.exit(signal === 'SIGINT' ? 130 : 143);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => onSignal(signal));
// Who ends this process ends what it started: an orphaned npm or compiler would go on writing into the folder.
process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM');
});

/** What Ctrl-C does from now on; until then it ends this process and its children. */
export function handleSignals(handle) {
  onSignal = handle;
}

/** Starts a program in the project's folder that does not outlive this process. */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
  children.add(child);
  child.on('exit', () => children.delete(child));
  child.on('error', () => children.delete(child));
  return child;
}

/** Runs a program in the project's folder; resolves with its exit code. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(program, args, options);
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}

const bin = (name) => join(root, 'node_modules', '.bin', name);
const hashOf = (text) => createHash('sha256').update(text).digest('hex');

async function mustRun(what, program, args, options) {
  const startedAt = Date.now();
  process.stdout.write(`· ${what} …\n`);
  const code = await run(program, args, options);
  if (code !== 0) {
    process.stderr.write(`${what}：失败，原因见上。 Failed with exit code ${code}; what went wrong stands above.\n`);
    process.exit(1);
  }
  process.stdout.write(`· ${what}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

/** Installs the packages if some are missing or are not those of the lock file. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(
      `兑现需要 Node.js 20.19 或更新版本，当前是 ${process.version}。 Duixian needs Node.js 20.19 or newer; this is ${process.version}.\n`,
    );
    process.exit(1);
  }
  if (missingPackages(root).length === 0) return;
  await mustRun('正在安装依赖 Installing packages', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
}

const sources = [
  'server',
  'runtime',
  'designer',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.server.json',
  'vite.config.ts',
];

/** Every source file with size and time, as one hash: what the build was made from. */
function sourceStamp() {
  const lines = [];
  const visit = (path) => {
    const stat = statSync(join(root, path));
    if (!stat.isDirectory()) return lines.push(`${path} ${stat.size} ${stat.mtimeMs}`);
    for (const name of readdirSync(join(root, path)).sort()) visit(join(path, name));
  };
  for (const source of sources) visit(source);
  return hashOf(lines.join('\n'));
}

/** Builds server and pages if a source has changed since the last build. */
export async function ensureBuilt({ force = false } = {}) {
  const stampFile = join(root, 'dist', '.sources');
  const stamp = sourceStamp();
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await Promise.all([
    mustRun('正在构建服务器 Building the server', bin('tsc'), ['-p', 'tsconfig.server.json']),
    mustRun('正在构建页面 Building the pages', bin('vite'), ['build', '--logLevel', 'warn']),
  ]);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, stamp);
}
