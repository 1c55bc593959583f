import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program of this name on the PATH, or null. */
export function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** CHROMIUM_PATH where it is set, else the one on the PATH; null where there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return existsSync(process.env.CHROMIUM_PATH) ? process.env.CHROMIUM_PATH : null;
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean) ?? null;
}

/** Chromium and Chinese fonts from the system's packages, where we are root and have apt. */
export function installChromium() {
  // A path that was named and is wrong is told, not worked around.
  if (process.env.CHROMIUM_PATH || process.getuid?.() !== 0 || onPath('apt-get') === null) return;
  process.stdout.write('· 正在安装 Chromium 和中文字体 Installing Chromium and Chinese fonts …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'ignore', env });
  } catch {
    process.stdout.write('· Chromium 没有装上 Chromium could not be installed\n');
  }
}
