import { defineConfig } from '@playwright/test';

// `npm test -- e2e` sets the machine up and chooses the Electron; the report's place is given by environment.
export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results/e2e',
  // The windows share one screen and two cores.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json']],
});
