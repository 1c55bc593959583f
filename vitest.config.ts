import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const source = {
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
};

/**
 * Five projects: pure code and server parts, pages in a simulated DOM, the HTTP API, the commands as people run them (on
 * what was built), and journeys in Chromium.
 */
export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/{runtime,server,designer,templates,structure}/**/*.test.ts'],
        },
      },
      {
        ...source,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/{runtime,designer}/**/*.test.tsx'],
          // antd's CommonJS build requires a package that is ESM only, which Node 20 refuses: take its ES modules.
          server: { deps: { inline: [/node_modules\/(antd|@ant-design|@rc-component)\//] } },
        },
      },
      {
        ...source,
        test: {
          name: 'api',
          environment: 'node',
          include: ['test/api/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        test: {
          name: 'commands',
          environment: 'node',
          include: ['test/commands/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
      {
        ...source,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
