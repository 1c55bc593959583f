/*
 * Why the demo could not start, for who stands before the screen: Chinese and English, and what to do. No stack: nothing
 * here is a defect of the program.
 */

interface Circumstances {
  readonly port: string;
  readonly dataDir: string;
}

type Explain = (circumstances: Circumstances, message: string) => readonly [zh: string, en: string];

const unusable =
  (code: string): Explain =>
  ({ dataDir }) => [
    `数据目录 ${dataDir} 不能使用（${code}）。请检查路径和写权限，或换一个目录：DATA_DIR=/可写的目录 npm run demo`,
    `The data directory ${dataDir} cannot be used (${code}). Check its path and whether you may write there, or choose another: DATA_DIR=/some/folder npm run demo`,
  ];

const explanations: Readonly<Record<string, Explain>> = {
  PORT_INVALID: ({ port }) => [
    `PORT 应是 1 到 65535 的整数，现在是“${port}”。例如：PORT=3001 npm run demo`,
    `PORT must be a whole number from 1 to 65535, but is “${port}”. For example: PORT=3001 npm run demo`,
  ],
  EADDRINUSE: ({ port }) => [
    `端口 ${port} 已被占用。请关闭占用它的程序，或换一个端口：PORT=${otherPort(port)} npm run demo`,
    `Port ${port} is taken. Stop the program that uses it, or choose another port: PORT=${otherPort(port)} npm run demo`,
  ],
  PORT_FORBIDDEN: ({ port }) => [
    `没有权限使用端口 ${port}。请换一个 1024 以上的端口：PORT=3001 npm run demo`,
    `Port ${port} may not be used by this account. Choose one above 1024: PORT=3001 npm run demo`,
  ],
  DATA_DIR_LOCKED: ({ dataDir }) => [
    `数据目录 ${dataDir} 正被另一个进程使用。请先停止它（Ctrl-C），或换一个目录：DATA_DIR=/另一个目录 npm run demo`,
    `The data directory ${dataDir} is in use by another process. Stop that one first (Ctrl-C), or choose another: DATA_DIR=/another/folder npm run demo`,
  ],
  DATA_DIR_DAMAGED: ({ dataDir }, message) => [
    `数据目录 ${dataDir} 已损坏，未作任何改动。请从备份恢复，或换一个目录：DATA_DIR=/另一个目录 npm run demo`,
    message,
  ],
  DATA_DIR_NEWER_FORMAT: ({ dataDir }, message) => [
    `数据目录 ${dataDir} 由更新的版本写成，此版本不能打开。请升级程序，或换一个目录。`,
    message,
  ],
  DATABASE_NEWER: ({ dataDir }) => [
    `数据目录 ${dataDir} 中的数据由更新的版本写成，此版本不能使用，未作任何改动。请升级程序，或换一个目录：DATA_DIR=/另一个目录 npm run demo`,
    `The data in ${dataDir} was written by a newer version and has not been touched. Upgrade the program, or choose another directory: DATA_DIR=/another/folder npm run demo`,
  ],
  DATA_DIR_UNUSABLE: unusable('DATA_DIR_UNUSABLE'),
  ...Object.fromEntries(
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'ENOSPC', 'EDQUOT', 'EISDIR'].map((code) => [
      code,
      unusable(code),
    ]),
  ),
};

const otherPort = (port: string): number => (Number(port) < 65_535 ? Number(port) + 1 : 3000);

/** What is printed, a line in each language. */
export function explainStartFailure(error: unknown, circumstances: Circumstances): string {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  const key = syscall === 'listen' && code !== 'EADDRINUSE' ? 'PORT_FORBIDDEN' : (code ?? '');
  const [zh, en] = explanations[key]?.(circumstances, message) ?? [
    `启动失败：${message}`,
    `Could not start: ${message}`,
  ];
  return `${zh}\n${en}`;
}
