// @ts-check
import { ensureApp } from './lib/desktop.mjs';
import { needsVirtualDisplay, runOnDisplay } from './lib/display.mjs';
import { root } from './lib/paths.mjs';
import { runMain } from './lib/run-main.mjs';

// Opens the window, after setting up whatever is missing. Arguments go to the app.
await runMain(async () => {
  const { executable, env } = await ensureApp();
  const switches = ['--lang=en-US'];
  // Chromium refuses to sandbox for root.
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  // Without a desktop there is no D-Bus and no GPU to complain about.
  if (needsVirtualDisplay()) switches.push('--log-level=3');
  return runOnDisplay(executable, [...switches, root, ...process.argv.slice(2)], env);
});
