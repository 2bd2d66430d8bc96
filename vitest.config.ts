import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'shared/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.ts',
      'scripts/**/*.test.mjs',
    ],
    environment: 'node',
    testTimeout: 30_000,
    pool: 'forks',
    // All processors: half of the time goes into starting and loading, and by default one of two would stand by.
    maxWorkers: '100%',
  },
});
