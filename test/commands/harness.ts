import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** The commands run what was built; `npm test` builds first, a single vitest may not have. */
export const isBuilt =
  existsSync(join(root, 'dist/server/demo/main.js')) && existsSync(join(root, 'dist/web/portal.html'));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the first signal that `end` sent. */
  readonly ms: number;
}

/** A program under test: everything it prints, and its end. */
export interface Running {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the match when standard output or standard error has it; rejects when the program ends before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
  /** Sends the signals at once, as Ctrl-C in a terminal does through npm. */
  end(...signals: NodeJS.Signals[]): Promise<Ended>;
}

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts a program with these variables and of the test's own only PATH and the like: none that configure the product. */
export function run(args: readonly string[], variables: NodeJS.ProcessEnv = {}, cwd = root): Running {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, args, { cwd, env: { PATH, HOME, TMPDIR, ...variables } });
  alive.add(child);
  let [out, errors] = ['', ''];
  let sentAt = performance.now();
  const waiting = new Set<() => void>();
  const hear = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    hear();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    hear();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      alive.delete(child);
      resolve({ code, signal, ms: performance.now() - sentAt });
    });
  });
  return {
    child,
    stdout: () => out,
    stderr: () => errors,
    ended,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(out) ?? pattern.exec(errors);
          if (found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        ended.then(({ code }) => reject(new Error(`Expected ${pattern}, but it ended with ${code}:\n${out}${errors}`)));
      }),
    end: (...signals) => {
      sentAt = performance.now();
      for (const signal of signals) child.kill(signal);
      return ended;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** A request whose body waits: `begun` when the server has taken it, `finish` sends the body and answers the status. */
export function slowPost(url: string, body: unknown): { readonly begun: Promise<void>; finish(): Promise<number> } {
  const text = JSON.stringify(body);
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    Expect: '100-continue',
  };
  const post = request(url, { method: 'POST', headers });
  const answered = new Promise<number>((resolve, reject) => {
    post.once('response', (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    post.once('error', reject);
  });
  // Whoever finishes hears of a failure; nobody else has to.
  answered.catch(() => undefined);
  const begun = new Promise<void>((resolve) => post.once('continue', () => resolve()));
  post.flushHeaders();
  return {
    begun,
    finish: () => {
      post.end(text);
      return answered;
    },
  };
}
